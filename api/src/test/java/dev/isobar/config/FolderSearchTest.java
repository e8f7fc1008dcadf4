package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule ENV-FILE-07: the first folder upwards that has one of the files. */
class FolderSearchTest {
    @Test
    void findsTheNearestFolderWithAFile(@TempDir Path root) throws IOException {
        Path module = Files.createDirectories(root.resolve("shop/web"));
        Files.writeString(root.resolve("wrangler.toml"), "");
        Files.writeString(root.resolve("shop/isobar.toml"), "");

        assertEquals(root.resolve("shop"), ConfigurationReader.folderAbove(module));
        assertEquals(root.resolve("shop"), ConfigurationReader.folderAbove(root.resolve("shop")));
        assertEquals(root, ConfigurationReader.folderAbove(root));
    }
}
