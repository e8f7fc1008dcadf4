package dev.isobar.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server with TLS alone, a certificate of its own making, and users with passwords. */
final class SecuredServer implements AutoCloseable {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    final RedisProcess server;
    final Path certificate;

    private SecuredServer(RedisProcess server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /** Starts a server whose certificate names {@code localhost} alone. */
    static SecuredServer start(Path folder, String... users) {
        Path certificate = certificate(folder, "server");
        int port = RedisProcess.freePort();
        List<String> settings = new ArrayList<>(List.of("--port", "0", "--bind", "127.0.0.1", "--save", ""));
        settings.addAll(List.of("--tls-port", Integer.toString(port), "--tls-auth-clients", "no"));
        settings.addAll(List.of("--tls-cert-file", certificate.toString()));
        settings.addAll(List.of("--tls-key-file", folder.resolve("server.key").toString()));
        for (String user : users) {
            settings.add("--user");
            settings.addAll(List.of(user.split(" ")));
        }
        return new SecuredServer(
                RedisProcess.start(port, settings, uri -> uri.withSsl(true)
                        .withVerifyPeer(false)
                        .withPassword("admin".toCharArray())
                        .build()),
                certificate);
    }

    /** Makes a certificate that signs itself, and its key, as PEM files. */
    static Path certificate(Path folder, String name) {
        Path store = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        try {
            Process made = new ProcessBuilder(
                            keytool.toString(),
                            "-genkeypair",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            new String(STORE_PASSWORD),
                            "-alias",
                            name,
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-ext",
                            "bc:c")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
            if (!made.waitFor(30, TimeUnit.SECONDS) || made.exitValue() != 0) {
                made.destroyForcibly();
                throw new IllegalStateException("keytool failed: " + Files.readString(folder.resolve(name + ".log")));
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD);
            write(
                    folder.resolve(name + ".key"),
                    "PRIVATE KEY",
                    keys.getKey(name, STORE_PASSWORD).getEncoded());
            return write(
                    folder.resolve(name + ".pem"),
                    "CERTIFICATE",
                    keys.getCertificate(name).getEncoded());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Path write(Path file, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    String url(String login, String host, Path authorities) {
        return "rediss://" + login + host + ":" + server.port + "?certificates=" + authorities;
    }

    @Override
    public void close() {
        server.close();
    }
}
