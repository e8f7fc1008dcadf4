package dev.isobar.tck;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import dev.isobar.error.Service;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JVM of its own that has opened the store of a subject by its URL, and performs steps there as they are written in
 * recorded scenarios. {@link SecondProcessProgram} is what runs in it. Calls may come from one thread at a time.
 */
final class SecondProcess implements AutoCloseable {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STEP_NANOS = 1_000_000;

    private final InstantSource clock;
    private final Process process;
    private final Path errors;
    private final Writer questions;
    private final BufferedReader answers;
    private final GoldenValues values = new GoldenValues();

    private SecondProcess(InstantSource clock, Process process, Path errors) {
        this.clock = clock;
        this.process = process;
        this.errors = errors;
        this.questions = process.outputWriter(UTF_8);
        this.answers = process.inputReader(UTF_8);
    }

    /**
     * Starts a process.
     *
     * @param service the service of the subject
     * @param url the URL of the store
     * @param clock the time of the subject; the process is told it with each step
     */
    static SecondProcess start(Service service, String url, InstantSource clock) {
        try {
            Path errors = Files.createTempFile("isobar-tck", ".err");
            Process process =
                    new ProcessBuilder(command()).redirectError(errors.toFile()).start();
            SecondProcess second = new SecondProcess(clock, process, errors);
            // Not on the command line, since everybody sees that, and a URL may hold a password.
            second.ask(Map.of("service", service.name(), "url", url));
            return second;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static List<String> command() {
        List<String> path = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        String modules = System.getProperty("jdk.module.path");
        if (modules != null) {
            path.add(modules);
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-cp",
                String.join(File.pathSeparator, path),
                SecondProcessProgram.class.getName());
    }

    /**
     * Performs a step there and waits for its outcome; fails if the step fails.
     *
     * @param operation an operation of the service's scenarios, such as {@code put}
     * @param arguments its arguments as scenarios name them: texts, numbers, booleans, byte arrays, lists, maps
     * @return the outcome: null, Boolean, Long, Double, String, byte[], Instant, List or Map
     */
    @Nullable
    Object perform(String operation, Map<String, ?> arguments) {
        return values.decode(ask(step(operation, arguments, "")).get("result"));
    }

    /**
     * Performs a step there whose outcome is a handle, such as an upload.
     *
     * @return what stands for it in the arguments of later steps
     */
    Saved save(String name, String operation, Map<String, ?> arguments) {
        ask(step(operation, arguments, name));
        return new Saved(name);
    }

    /** What the process keeps for later steps. */
    record Saved(String name) {}

    private Map<String, Object> step(String operation, Map<String, ?> arguments, String save) {
        return Map.of("op", operation, "args", GoldenEncoder.encode(arguments), "save", save, "at", clock.millis());
    }

    private JsonNode ask(Map<String, ?> question) {
        String line = JsonMapper.shared().writeValueAsString(question);
        try {
            questions.write(line + "\n");
            questions.flush();
            JsonNode answer = answer();
            if (answer.has("failure")) {
                fail("the second process: " + question.get("op") + " failed with "
                        + answer.get("failure").stringValue());
            }
            return answer;
        } catch (IOException gone) {
            throw new AssertionError("the second process does not answer: " + errors(), gone);
        }
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Reads on to the next answer; a driver may print other lines. */
    private JsonNode answer() throws IOException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (true) {
            while (!answers.ready()) {
                if ((!process.isAlive() && !answers.ready()) || System.nanoTime() - end > 0) {
                    throw new IOException("no answer");
                }
                LockSupport.parkNanos(STEP_NANOS);
            }
            String line = answers.readLine();
            if (line != null && line.startsWith(SecondProcessProgram.MARK)) {
                return JsonMapper.shared().readTree(line.substring(SecondProcessProgram.MARK.length()));
            }
        }
    }

    /** Kills it, whatever it does at this moment. */
    void kill() {
        try (questions;
                answers) {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(errors);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a process was killed", interrupted);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends its input, on which it closes its environment and ends; kills it if it does not. */
    @Override
    public void close() {
        try (questions;
                answers) {
            questions.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                fail("the second process has not ended within 10 s");
            }
            Files.deleteIfExists(errors);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException unreadable) {
            process.destroyForcibly();
            throw new UncheckedIOException(unreadable);
        }
    }
}
