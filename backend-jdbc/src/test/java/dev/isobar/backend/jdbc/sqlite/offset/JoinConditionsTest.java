package dev.isobar.backend.jdbc.sqlite.offset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.support.SqlLexer;
import dev.isobar.spi.support.SqlToken;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens SQLite merges into the WHERE, so that it forgets their places. */
class JoinConditionsTest {
    private static boolean isMerged(String sql) {
        List<SqlToken> tokens = SqlLexer.all(sql);
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("x")) {
                return new JoinConditions(tokens).contain(i);
            }
        }
        throw new AssertionError("no x in " + sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from a join b on x = 1",
                "select * from a, b on x = 1",
                "select * from a join b on 1 and x",
                "select * from a join b on (x = 1)",
                "select * from a join b on ((x) = 1)",
                "select * from a join b on abs(x)",
                "select * from a join b on max(1, x)",
                "select * from a join b on not (x)",
                "select * from a join b on 1 or (x)",
                "select * from a join b on a is (x)",
                "select * from a join b on case x when 1 then 2 end",
                "select * from a join b on case when 1 then 2 end = x",
                "select * from a join b on (case when 1 then 2 end) = x",
                "select * from a join b on a between 1 and 2 and x",
                "select * from a join b on a between 1 and 2 or x",
                "select * from a join b on a between 1 and 2 = x",
                "select * from a join b on a between 1 and 2 <> x",
                "select * from a join b on a between 1 and 2 is x",
                "select * from a join b on a between 1 and 2 isnull = x",
                "select * from a join b on a between 1 and b between 2 and 3 and x",
                "select * from a join b on a in (1) and x",
                "select * from a join b on 1 join c on x",
                "select * from a join b on a is distinct from x",
                "select * from (select 1 from a join b on x)",
                "select * from a where a in (select 1 from b join c on x)",
                "with w as (select 1 from a join b on x) select 1"
            })
    void areThoseOfOn(String sql) {
        assertEquals(true, isMerged(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "select x",
                "(x)",
                "case when x then 1 end",
                "select * from x",
                "select * from a join x",
                "select * from a join b on 1 where x",
                "select * from a join b on 1 group by x",
                "select * from a join b on 1 having x",
                "select * from a join b on 1 order by x",
                "select * from a join b on 1 limit x",
                "select * from a join b on 1 window x as (order by 1)",
                "select * from a join b on 1 union select x",
                "select * from a join b on 1 except select x",
                "select * from a join b on 1 intersect values (x)",
                "select * from a join b on 1 join x",
                "select * from a join b on 1, x",
                "select * from a join b on a in (x)",
                "select * from a join b on a in (1, x)",
                "select * from a join b on a in b(x)",
                "select * from a join b on (a, b) = (x, 1)",
                "select * from a join b on (1, (x)) = (1, 2)",
                "select * from a join b on (x, b) = (1, 2)",
                "select * from a join b on a between x and 2",
                "select * from a join b on a between 1 and x",
                "select * from a join b on a between 1 and 2 + x",
                "select * from a join b on a between 1 and (x)",
                "select * from a join b on a between 1 and b between x and 3",
                "select * from a join b on a between b between 1 and 2 and x",
                "select * from a join b on case when x then 1 end",
                "select * from a join b on case 1 when 2 then x end",
                "select * from a join b on case 1 when 2 then 3 else x end",
                "select * from a join b on a = (select x)",
                "insert into t select * from a join b on 1 returning x",
                "insert into t values (1) on conflict (x) do nothing",
                "insert into t select 1 from a where 1 on conflict (a) do update set b = x",
                "insert into t select 1 from a on conflict (x) do nothing",
                "create trigger g after update of a on x begin select 1; end",
                "create index i on t (x)",
                "update t set a = x from b join c on 1",
                ") x",
                "end x"
            })
    void areNotThoseOfListsAndOtherClauses(String sql) {
        assertEquals(false, isMerged(sql));
    }
}
