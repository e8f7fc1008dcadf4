package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    private static final String SHAPE = "the address is //host:port";

    private final BackendConfig base = BackendConfig.of("x", "", Map.of());
    private final SettingsReader settings = new SettingsReader(base.settings());

    private ServerAddress parse(String address) {
        return ServerAddress.of(BackendConfig.of("x", address, Map.of()), 5432, SHAPE, settings);
    }

    private List<String> problems() {
        return assertThrows(InvalidSettingException.class, settings::check).problems();
    }

    @Test
    void readsAllParts() {
        ServerAddress address = parse("//app:p%40ss%2Fw+rd@db,[::1]:5433,10.0.0.1/shop/live");

        assertEquals(new UserInfo("app", "p@ss/w+rd"), address.userInfo());
        assertEquals(
                List.of(new Endpoint("db", 5432), new Endpoint("::1", 5433), new Endpoint("10.0.0.1", 5432)),
                address.endpoints());
        assertEquals("shop/live", address.path());
        assertEquals("//db:5432,[::1]:5433,10.0.0.1:5432/shop/live", address.toString());
        settings.check();
    }

    @Test
    void readsAUserOrAPasswordAlone() {
        assertEquals(new UserInfo("app", null), parse("//app@db").userInfo());
        assertEquals(new UserInfo(null, "pw"), parse("//:pw@db").userInfo());
        assertEquals(UserInfo.NONE, parse("//db").userInfo());
    }

    @Test
    void keepsAnAtSignOfThePath() {
        ServerAddress address = parse("//db/a@b");

        assertEquals(UserInfo.NONE, address.userInfo());
        assertEquals("a@b", address.path());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the address is //host:port",
                "db:5432|the address is //host:port",
                "//db:99999|'db:99999' is not a host and port; the address is //host:port",
                "//db,|'' is not a host and port; the address is //host:port",
            })
    void namesTheProblemOfAnAddress(String address, String problem) {
        parse(address);

        assertEquals(List.of(problem), problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//app:hun@ter2@d b", "//app:%hunter2@db", "//app:pw@hun/ter2@db,?"})
    void quotesNothingOfAnAddressWithAnAtSign(String address) {
        ServerAddress parsed = parse(address);

        assertFalse(problems().toString().contains("ter2"), parsed::toString);
    }

    @Test
    void refusesPortsOutOfRange() {
        assertNull(Endpoint.parse("db:0", 1));
        assertNull(Endpoint.parse("db:65536", 1));
        assertEquals(new Endpoint("db", 65_535), Endpoint.parse("db:65535", 1));
    }

    @Test
    void showsNeitherUserNorPassword() {
        assertEquals("a user, a password", new UserInfo("app", "hunter2").toString());
    }
}
