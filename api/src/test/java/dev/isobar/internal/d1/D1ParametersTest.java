package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.spi.D1Failure;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class D1ParametersTest {
    static List<Arguments> values() {
        return List.of(
                Arguments.of((byte) -128, -128L),
                Arguments.of((short) -32_768, -32_768L),
                Arguments.of(Integer.MIN_VALUE, -2_147_483_648L),
                Arguments.of(Long.MAX_VALUE, Long.MAX_VALUE),
                Arguments.of(true, 1L),
                Arguments.of(false, 0L),
                Arguments.of(0.1f, (double) 0.1f),
                Arguments.of(3.0, 3.0),
                Arguments.of(Double.MAX_VALUE, Double.MAX_VALUE),
                Arguments.of(Double.NaN, null),
                Arguments.of(Double.NEGATIVE_INFINITY, null),
                Arguments.of(Float.NaN, null),
                Arguments.of(Float.POSITIVE_INFINITY, null),
                Arguments.of("", ""),
                Arguments.of(null, null));
    }

    @ParameterizedTest
    @MethodSource("values")
    void bindsAsTheTableSays(@Nullable Object value, @Nullable Object bound) {
        assertEquals(Collections.singletonList(bound), D1Parameters.of(new @Nullable Object[] {value}));
    }

    @Test
    void copiesBytes() {
        byte[] bytes = {1, 2, 3};

        byte[] bound = (byte[]) D1Parameters.of(new @Nullable Object[] {bytes}).get(0);

        assertArrayEquals(bytes, bound);
        assertNotSame(bytes, bound);
    }

    @Test
    void readsTheWindowOfEveryKindOfBuffer() {
        ByteBuffer direct = ByteBuffer.allocateDirect(4);
        direct.put(new byte[] {9, 1, 2, 9}).position(1).limit(3);
        ByteBuffer readOnly = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2).asReadOnlyBuffer();

        for (ByteBuffer buffer : List.of(direct, readOnly, readOnly.slice())) {
            assertArrayEquals(new byte[] {1, 2}, (byte[])
                    D1Parameters.of(new @Nullable Object[] {buffer}).get(0));
            assertEquals(2, buffer.remaining());
        }
    }

    @Test
    void takesAMissingArrayForOneNull() {
        assertEquals(Collections.singletonList(null), D1Parameters.of(null));
        assertEquals(List.of(), D1Parameters.of(new Object[0]));
    }

    @Test
    void keepsTheOrder() {
        assertEquals(Arrays.asList(1L, null, "a"), D1Parameters.of(new @Nullable Object[] {1, null, "a"}));
    }

    @Test
    void refusesOtherTypesWithoutTheirValue() {
        for (Object other :
                List.of(LocalDate.EPOCH, BigInteger.TEN, 'c', new int[] {1}, List.of(1), Optional.of(1), Locale.ROOT)) {
            D1Failure refused = assertThrows(D1Failure.class, () -> D1Parameters.of(new @Nullable Object[] {1, other}));

            assertEquals("Type '" + other.getClass().getSimpleName() + "' not supported", refused.text());
        }
    }

    @Test
    void cannotBeChanged() {
        assertThrows(UnsupportedOperationException.class, () -> D1Parameters.of(new @Nullable Object[] {1})
                .set(0, 2L));
    }

    @Test
    void bindsTheReplacementCharacterForHalfASurrogatePair() {
        assertEquals(
                Arrays.asList("a\uFFFDb", "\uFFFD\uFFFD", "\uD83D\uDE00"),
                D1Parameters.of(new Object[] {"a\uD800b", "\uDE00\uD83D", "\uD83D\uDE00"}));
    }
}
