package dev.isobar.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.MetadataCondition.Bound;
import dev.isobar.spi.MetadataCondition.NoneOf;
import dev.isobar.spi.MetadataCondition.OneOf;
import dev.isobar.spi.MetadataCondition.Range;
import dev.isobar.spi.MetadataValue.Bool;
import dev.isobar.spi.MetadataValue.None;
import dev.isobar.spi.MetadataValue.Numeric;
import dev.isobar.spi.MetadataValue.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a condition means: rules VEC-50, VEC-51 and VEC-57. */
class MetadataConditionTest {
    private static final List<MetadataValue> ALL = List.of(
            new Text("1"),
            new Text("a"),
            new Text("b"),
            new Numeric(0),
            new Numeric(1),
            new Numeric(2),
            new Bool(true),
            new Bool(false),
            None.NONE);

    @Test
    void oneOfAdmitsItsValuesAndNoneOfAllOthers() {
        for (MetadataValue wanted : ALL) {
            for (MetadataValue value : ALL) {
                assertEquals(value.equals(wanted), new OneOf("p", Set.of(wanted)).matches(value));
                assertEquals(!value.equals(wanted), new NoneOf("p", Set.of(wanted)).matches(value));
            }
        }
        OneOf several = new OneOf("p", Set.of(new Text("a"), new Numeric(1), None.NONE));
        assertTrue(several.matches(new Numeric(1)));
        assertTrue(several.matches(None.NONE));
        assertFalse(several.matches(new Text("1")));
    }

    @Test
    void rangesAdmitWhatIsWithin() {
        assertAdmits(range(at(1), null), new Numeric(1), new Numeric(2));
        assertAdmits(range(beyond(1), null), new Numeric(2));
        assertAdmits(range(null, at(1)), new Numeric(0), new Numeric(1));
        assertAdmits(range(null, beyond(1)), new Numeric(0));
        assertAdmits(range(at(1), at(1)), new Numeric(1));
        assertAdmits(range(at(1), beyond(1)));
        assertAdmits(range(beyond(0), beyond(2)), new Numeric(1));
        assertAdmits(range(at(2), at(0)));
    }

    @Test
    void rangesOfTextAdmitTextOnly() {
        assertAdmits(range(new Bound(new Text("a"), true), null), new Text("a"), new Text("b"));
        assertAdmits(range(new Bound(new Text("a"), false), null), new Text("b"));
        assertAdmits(range(null, new Bound(new Text("a"), true)), new Text("1"), new Text("a"));
        assertAdmits(range(new Bound(new Text("1"), false), new Bound(new Text("b"), false)), new Text("a"));
    }

    @Test
    void boundsOfTwoTypesAdmitNothing() {
        assertAdmits(range(at(0), new Bound(new Text("b"), true)));
    }

    @Test
    void keepsItsValues() {
        Set<MetadataValue> values = new HashSet<>(Set.of(new Text("a")));
        OneOf one = new OneOf("p", values);
        NoneOf none = new NoneOf("p", values);

        values.clear();

        assertTrue(one.matches(new Text("a")));
        assertFalse(none.matches(new Text("a")));
    }

    @Test
    void showsThePropertyAndNoOperand() {
        assertEquals("OneOf[p]", new OneOf("p", Set.of(new Text("secret"))).toString());
        assertEquals("NoneOf[p]", new NoneOf("p", Set.of(new Text("secret"))).toString());
        assertEquals("Range[p]", range(at(1), null).toString());
        assertEquals("Bound[inclusive]", at(1).toString());
        assertEquals("Bound[exclusive]", beyond(1).toString());
    }

    private static void assertAdmits(Range range, MetadataValue... admitted) {
        for (MetadataValue value : ALL) {
            assertEquals(List.of(admitted).contains(value), range.matches(value), () -> "admits " + value);
        }
    }

    private static Range range(@Nullable Bound lower, @Nullable Bound upper) {
        return new Range("p", lower, upper);
    }

    private static Bound at(double value) {
        return new Bound(new Numeric(value), true);
    }

    private static Bound beyond(double value) {
        return new Bound(new Numeric(value), false);
    }
}
