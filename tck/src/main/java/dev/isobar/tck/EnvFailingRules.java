package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;

/** Rules ENV-OPEN-05, ENV-OPEN-06, ENV-CLOSE-01 and ENV-INT-04: an opening or a closing that fails or is disturbed. */
@Timeout(120)
abstract class EnvFailingRules {
    private static final List<String> PLACES = List.of("open", "driver", "capabilities", "stores");

    private static final List<String> ERRORS = List.of(
            "AssertionError",
            "ExceptionInInitializerError",
            "IllegalStateException",
            "InvalidSettingException",
            "NoClassDefFoundError");

    private static EnvBuilder bind(EnvFolder folder, EnvBuilder builder, String test, String at, String with) {
        String failing = "failing:" + test + "?at=" + at + "&with=" + with;
        return builder.classLoader(folder.providers(FailingBackendProvider.class.getName()))
                .closeWithin(Duration.ofMinutes(10))
                .bind(Service.KV, "FIRST", "failing:" + test)
                .bind(Service.KV, "SECOND", failing)
                .bind(Service.KV, "THIRD", "failing:" + test + "?at=nowhere");
    }

    private static void write(EnvFolder folder, String test, String at, String with) {
        folder.write("isobar.toml", "[bindings]\nCACHE = 'kv'\n")
                .code(builder -> bind(folder, builder, test, at, with));
    }

    @Rule("ENV-OPEN-05")
    void leavesNothingOpenWhateverIsThrown(EnvFolder folder) {
        for (String place : PLACES) {
            for (String error : ERRORS) {
                String test = UUID.randomUUID().toString();
                write(folder, test, place, error);

                ConfigurationException refused =
                        assertThrows(ConfigurationException.class, folder::open, place + " " + error);

                assertEquals(1, refused.problems().size(), refused::getMessage);
                assertTrue(refused.problems().get(0).startsWith("binding SECOND: "), refused::getMessage);
                assertEquals(0, FailingBackendProvider.open(test), place + " " + error);
            }
        }
    }

    @Rule("ENV-OPEN-05")
    void passesOnWhatTheVirtualMachineThrows(EnvFolder folder) {
        for (String place : PLACES) {
            for (Class<? extends Error> error : List.of(OutOfMemoryError.class, StackOverflowError.class)) {
                String test = UUID.randomUUID().toString();
                write(folder, test, place, error.getSimpleName());

                assertThrows(error, folder::open, place);

                assertEquals(0, FailingBackendProvider.open(test), place + " " + error);
            }
        }
    }

    @Rule("ENV-OPEN-05")
    void closesEachBackendWhateverTheOthersThrow(EnvFolder folder) {
        for (String error : List.of("IllegalStateException", "AssertionError")) {
            String test = UUID.randomUUID().toString();
            write(folder, test, "close", error);
            Env env = folder.open();

            assertThrows(Throwable.class, env::close);
            env.close();

            assertEquals(0, FailingBackendProvider.open(test), error);
        }
    }

    @Rule("ENV-CLOSE-01")
    void nobodyReturnsBeforeTheBackendsAreClosed(EnvFolder folder) {
        String test = UUID.randomUUID().toString();
        write(folder, test, "nowhere", "Slowness");
        Env env = folder.open();

        Together.run(3, thread -> {
            env.close();
            assertEquals(0, FailingBackendProvider.open(test), "backends that are open after close()");
        });
    }

    @Rule("ENV-INT-04")
    void closesItsBackendsWithoutTheFlag(EnvFolder folder) {
        String test = UUID.randomUUID().toString();
        write(folder, test, "nowhere", "nothing");
        Env env = folder.open();

        Interrupts.runFlagged(env::close);

        assertEquals(0, FailingBackendProvider.open(test));
    }

    @Rule("ENV-OPEN-06")
    void namesTheClassThatIsMissing(EnvFolder folder) {
        for (String place : PLACES) {
            write(folder, "missing", place, "NoClassDefFoundError");

            ConfigurationException refused = assertThrows(ConfigurationException.class, folder::open);

            assertEquals(
                    List.of("binding SECOND: failing: cannot be opened without the class com.example.Client, which is"
                            + " not on the path; add the libraries that " + FailingBackendProvider.class.getName()
                            + " needs, in the versions that it needs"),
                    refused.problems());
            Throwable[] suppressed = refused.getSuppressed();
            assertEquals(1, suppressed.length);
            assertInstanceOf(NoClassDefFoundError.class, suppressed[0]);
        }
    }

    @Rule("ENV-OPEN-06")
    void quotesNoMessageOfALibrary(EnvFolder folder) {
        for (String error : ERRORS) {
            write(folder, "secret", "open", error);

            ConfigurationException refused = assertThrows(ConfigurationException.class, folder::open);

            assertFalse(String.valueOf(refused.getMessage()).contains("hunter2"), refused::getMessage);
        }
    }
}
