package dev.isobar.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class CallerStreamTest {
    private static final Exception OF_THE_DRIVER = new Exception("the driver stopped");

    private static InputStream failing(Exception failure) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                if (failure instanceof IOException checked) {
                    throw checked;
                }
                throw (RuntimeException) failure;
            }
        };
    }

    @Test
    void blamesTheStreamForItsOwnException() {
        IllegalStateException own = new IllegalStateException("planned");
        CallerStream stream = new CallerStream(failing(own));

        assertThrows(IllegalStateException.class, stream::read);

        CallerFailure blamed = assertInstanceOf(CallerFailure.class, stream.blamed(OF_THE_DRIVER));
        assertSame(own, blamed.failure());
    }

    @Test
    void makesAnIoExceptionUnchecked() {
        IOException own = new IOException("planned");
        CallerStream stream = new CallerStream(failing(own));

        assertThrows(IOException.class, stream::readAllBytes);

        CallerFailure blamed = assertInstanceOf(CallerFailure.class, stream.blamed(OF_THE_DRIVER));
        assertSame(
                own,
                assertInstanceOf(UncheckedIOException.class, blamed.failure()).getCause());
    }

    @Test
    void leavesOtherFailuresToTheDriver() throws IOException {
        CallerStream stream = new CallerStream(new ByteArrayInputStream(new byte[] {-1, 2}));

        assertEquals(2, stream.available());
        assertEquals(255, stream.read());
        assertEquals(1, stream.readAllBytes().length);
        assertEquals(-1, stream.read());
        assertSame(OF_THE_DRIVER, stream.blamed(OF_THE_DRIVER));
    }
}
