package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule ENV-VAL-05: what is a secret in plain text. */
class SecretsTest {
    private static List<String> found(String url) {
        return Secrets.inPlainText(url, SecretNames.BY_PATTERN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:hunter2@cache",
                "redis://hunter2@cache",
                "redis://app@cache",
                "redis:hunter2@cache",
                "redis://app:hun/ter2@cache/0",
                "redis://app:hun@ter2@cache",
                "redis://app:S3CR${env:REST}@cache",
                "redis://${env:USER}:hunter2@cache",
                "jdbc:postgresql://app:hunter2@db/app",
                "jdbc:postgresql://db/app?user=app&password=hunter2",
                "jdbc:postgresql://db/app?pass%77ord=hunter2",
                "jdbc:postgresql://db/app?password=S3CR${env:REST}",
                "jdbc:postgresql://db/app?${env:NAME}=hunter2",
                "s3://b?secretAccessKey=hunter2",
                "x:?api_key=hunter2",
                "x:?key=hunter2",
                "x:?%zz=1&key=hunter2",
                "cloudflare:?token=hunter2"
            })
    void findsASecretInPlainText(String url) {
        assertEquals(1, found(url).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://app:${env:PW}@cache",
                "redis://app:@cache",
                "redis://${env:LOGIN}@cache",
                "redis://${file:secrets/user}:${env:PW}${env:REST}@cache",
                "x:?password=${file:pw?a@b}",
                "s3://bucket/a:b@c",
                "file:./mail@home",
                "onnx:models?tokenizer=words&maxTokens=512",
                "redis://cache?prefix=key:&keyspace=a",
                "s3://b?accessKeyId=AKIA",
                "x:?password=",
                "x:?a@b"
            })
    void leavesOtherUrlsAlone(String url) {
        assertEquals(List.of(), found(url));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "redis://:hunter2@cache       | the password before '@'",
                "redis://:hun/ter2@cache      | the password before '@'",
                "redis://app:hunter2@cache    | the password before '@'",
                "//app:hunter2@cache          | the password before '@'",
                "redis://hunter2@cache        | the text before '@'",
                "redis:hunter2@cache//x       | the text before '@'",
                "x://db?password=hunter2      | 'password'",
                "x://db?pass%77ord=hunter2    | 'password'",
                "x://db?a=b&token=hunter2&c   | 'token'",
                "x://db?%zztoken=hunter2      | '%zztoken'",
                "x://db?my${env:NAME}=hunter2 | 'my${…}'",
                "?token=hunter2               | 'token'",
            })
    void namesWhatIsInPlainText(String url, String expected) {
        assertEquals(List.of(expected), found(url));
    }

    @Test
    void namesEverySecret() {
        assertEquals(
                List.of("the password before '@'", "'token'", "'key'"),
                found("x://app:hunter2@db?token=hunter3&a=b&key=hunter4"));
    }

    @Test
    void takesNoValueWithoutANameForASecret() {
        for (String url : List.of("x:?token", "x:?=a", "x:?&", "x:?", "file:token=a", "?a=b:c@d")) {
            assertEquals(
                    url.startsWith("?a") ? List.of("'a'") : List.of(),
                    Secrets.inPlainText(url, (any, name) -> true),
                    url);
        }
    }

    @Test
    void asksForTheNamesThatAProviderKnows() {
        assertEquals(List.of("'pin'"), Secrets.inPlainText("x:?pin=1234&key=a", (url, name) -> name.equals("pin")));
    }
}
