package dev.isobar.workerd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process of Node that runs one of our servers until its standard input ends. */
final class Node {
    private static final Path SCRIPTS = Path.of("src/test/js");
    private static final int START_SECONDS = 180;

    private final Process process;
    private final List<URI> addresses;

    private Node(Process process, List<URI> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** A script that can be started; without the runtime the test is skipped. */
    static ProcessBuilder script(String script, String... arguments) {
        String modules = PinnedRuntime.modules().toString();
        List<String> command = new ArrayList<>(
                List.of(PinnedRuntime.node(), SCRIPTS.resolve(script).toString(), modules));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /** Starts a server. */
    static Node start(String script, String... arguments) throws IOException, InterruptedException, ExecutionException {
        Process process = script(script, arguments).start();
        String[] words = ready(process).split(" ", -1);
        return new Node(process, Stream.of(words).skip(1).map(URI::create).toList());
    }

    private static String ready(Process process) throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<String> line = CompletableFuture.supplyAsync(() -> firstLine(process));
        try {
            return line.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            process.destroy();
            throw new IOException("the runtime did not start within " + START_SECONDS + " s", late);
        }
    }

    private static String firstLine(Process process) {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        try {
            String line = lines.readLine();
            while (line != null && !line.startsWith("ready ")) {
                line = lines.readLine();
            }
            if (line == null) {
                throw new IOException("the runtime ended before it was ready");
            }
            return line;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where it listens, in the order in which it says so. */
    URI address(int index) {
        return addresses.get(index);
    }

    void stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroy();
        }
    }
}
