package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:hunter2@cache",
                "redis://app:hun/ter2@cache/0",
                "jdbc:postgresql://app:hunter2@db/app",
                "jdbc:postgresql://db/app?user=app&password=hunter2",
                "s3://b?secretAccessKey=hunter2",
                "x:?api_key=hunter2",
                "x:?key=hunter2",
                "cloudflare:?token=hunter2"
            })
    void findsWhatIsSpeltOut(String url) {
        assertEquals(1, Secrets.spelt(url).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://app@cache",
                "redis://app:${env:PW}@cache",
                "x:?password=${file:pw}",
                "s3://bucket/a:b@c",
                "onnx:models?tokenizer=words&maxTokens=512",
                "redis://cache?prefix=key:&keyspace=a",
                "s3://b?accessKeyId=AKIA",
                "x:?password="
            })
    void leavesOtherUrlsAlone(String url) {
        assertEquals(List.of(), Secrets.spelt(url));
    }

    @Test
    void hidesUserAndValues() {
        assertEquals("redis://…@cache/0?prefix=…&db=…", Secrets.hidden("redis://app:hunter2@cache/0?prefix=a&db=b"));
        assertEquals("memory:", Secrets.hidden("memory:"));
    }
}
