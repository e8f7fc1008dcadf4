package dev.isobar.examples.docsearch;

import dev.isobar.Env;
import dev.isobar.error.IsobarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line: {@code index}, {@code search}, {@code stats}; without a command, all of them on the nearest docs/. */
@Command(
        name = "docsearch",
        mixinStandardHelpOptions = true,
        description = "Indexes Markdown and text files, and searches them by words and by vectors.")
public final class Docsearch implements Runnable {
    /** Held here, since a logger that nobody holds forgets its level. */
    private static final Logger ISOBAR = Logger.getLogger("dev.isobar");

    private static final String QUESTION = "What happens to a message that fails again and again?";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "The folder of wrangler.jsonc and isobar.toml; the current one by default.")
    private Path config = Path.of(".");

    private Docsearch() {}

    /**
     * Runs the program.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // A line for each binding is for the log of a server, not for a terminal.
        ISOBAR.setLevel(Level.WARNING);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Docsearch()).setExecutionExceptionHandler((failed, line, parsed) -> {
            if (failed instanceof IsobarException || failed instanceof IOException) {
                line.getErr().println("docsearch: " + failed.getMessage());
                return 1;
            }
            throw failed;
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Indexes files and folders.")
    int index(@Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.") List<Path> paths)
            throws IOException, InterruptedException {
        try (Session session = open()) {
            return session.index(paths);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Searches what is indexed.")
    int search(
            @Option(
                            names = "--in",
                            paramLabel = "PATH",
                            description = "Index this first; needed where the index lives in memory.")
                    @Nullable
                    List<Path> paths,
            @Option(names = "--limit", defaultValue = "5", description = "How many documents; ${DEFAULT-VALUE}.")
                    int limit,
            @Parameters(arity = "1..*", paramLabel = "WORDS") List<String> words)
            throws IOException, InterruptedException {
        try (Session session = open()) {
            if (paths != null) {
                session.index(paths);
            }
            return session.search(String.join(" ", words), limit);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Counts what is indexed.")
    int stats() {
        try (Session session = open()) {
            return session.stats();
        }
    }

    @Override
    public void run() {
        try (Session session = open()) {
            session.index(nearestDocs());
            session.search(QUESTION, 3);
            session.stats();
        } catch (IOException failed) {
            throw new CommandLine.ExecutionException(line(), String.valueOf(failed.getMessage()), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Session open() {
        return Session.open(Env.load(config), line().getOut(), isTerminal());
    }

    // Console.isTerminal() came with Java 22; with -Djdk.console=java.base there is no console without a terminal.
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null;
    }

    private CommandLine line() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private List<Path> nearestDocs() throws IOException {
        Path folder = config.toAbsolutePath().normalize();
        while (folder != null && !Files.isDirectory(folder.resolve("docs"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IOException("no folder docs/ here or above; name one: docsearch index FOLDER");
        }
        List<Path> places = new ArrayList<>(List.of(folder.resolve("docs")));
        Path readme = folder.resolve("README.md");
        if (Files.exists(readme)) {
            places.add(readme);
        }
        return places;
    }
}
