package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.error.Service;
import dev.isobar.spi.BackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The README promises the bindings that the backends serve, and no others. */
class BackendTableTest {
    @Test
    void saysYesWhereABackendAnswers() {
        List<List<String>> table = Project.read(Project.ROOT.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| "))
                .map(line -> List.of(line.split("\\|", -1)).stream()
                        .map(String::strip)
                        .toList())
                .toList();
        List<String> heads = table.get(0);

        List<String> wrong = new ArrayList<>();
        for (List<String> row : table.subList(1, table.size())) {
            for (int column = 2; column < heads.size() - 1; column++) {
                String scheme = heads.get(column).replaceAll("`(.*):`.*", "$1");
                boolean said = row.get(column).startsWith("yes");
                if (said != isServed(service(row.get(1)), scheme)) {
                    wrong.add(row.get(1) + " on " + scheme);
                }
            }
        }
        assertEquals(Service.values().length, table.size() - 1);
        assertEquals(List.of(), wrong);
    }

    private static Service service(String row) {
        return switch (row) {
            case "AI" -> Service.AI;
            case "D1" -> Service.D1;
            case "KV" -> Service.KV;
            case "Queues" -> Service.QUEUES;
            case "R2" -> Service.R2;
            case "Vectorize" -> Service.VECTORIZE;
            default -> throw new IllegalArgumentException("a row for no binding: " + row);
        };
    }

    private static boolean isServed(Service service, String scheme) {
        return ServiceLoader.load(BackendProvider.class).stream()
                .anyMatch(provider -> provider.get().schemes(service).contains(scheme));
    }
}
