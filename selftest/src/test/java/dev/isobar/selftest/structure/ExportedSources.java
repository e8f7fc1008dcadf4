package dev.isobar.selftest.structure;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The types that users of {@code api} and {@code tck} see, as the sources declare them. */
final class ExportedSources {
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    /**
     * A type that users see.
     *
     * @param name the name with that of its package, nested types behind a dot
     * @param doc its comment, or {@code null} if it has none
     */
    record Declared(String name, @Nullable String doc) {}

    private ExportedSources() {}

    /** Returns the packages that a module exports. */
    static Set<String> packages(String module) {
        return EXPORTS.matcher(Project.read(sources(module).resolve("module-info.java")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Path sources(String module) {
        return Project.ROOT.resolve(module + "/src/main/java");
    }

    static List<Declared> types(String module) {
        Path sources = sources(module);
        Set<String> exported = packages(module);
        List<Path> files = Project.javaFiles().stream()
                .filter(file -> file.startsWith(sources))
                .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                .filter(file -> exported.contains(
                        sources.relativize(file.getParent()).toString().replace('/', '.')))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            Scanner scanner = new Scanner(DocTrees.instance(task));
            for (CompilationUnitTree unit : task.parse()) {
                scanner.scan(unit, unit.getPackageName() + ".");
            }
            return scanner.found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Collects public and protected types; those inside of a hidden type are hidden. */
    private static final class Scanner extends TreePathScanner<@Nullable Void, String> {
        private final DocTrees docs;
        private final List<Declared> found = new ArrayList<>();

        Scanner(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, String outer) {
            if (isVisible(type)) {
                String name = outer + type.getSimpleName();
                found.add(new Declared(name, docs.getDocComment(getCurrentPath())));
                super.visitClass(type, name + ".");
            }
            return null;
        }

        // Members of an interface are public without saying so.
        private boolean isVisible(ClassTree type) {
            Set<Modifier> modifiers = type.getModifiers().getFlags();
            return modifiers.contains(Modifier.PUBLIC)
                    || modifiers.contains(Modifier.PROTECTED)
                    || isInterface(getCurrentPath().getParentPath().getLeaf().getKind());
        }

        private static boolean isInterface(Kind kind) {
            return kind == Kind.INTERFACE || kind == Kind.ANNOTATION_TYPE;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, String outer) {
            return null;
        }
    }
}
