package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which column is which component in snake case. */
class SnakeCaseTest {
    @ParameterizedTest
    @CsvSource({
        "userId, user_id",
        "userId, USER_ID",
        "userId, user__id",
        "userURL, user_url",
        "userURLs, user_urls",
        "urlOfUser, url_of_user",
        "URLOfUser, url_of_user",
        "htmlURLPath, html_url_path",
        "aBC, a_b_c",
        "address2, address_2",
        "line2Text, line_2_text",
        "line2Text, line2_text",
        "straßeNr, straße_nr",
        "id, _id"
    })
    void matches(String component, String column) {
        assertTrue(SnakeCase.matches(component, column));
    }

    @ParameterizedTest
    @CsvSource({
        "userId, userid",
        "userId, USERID",
        "userId, us_erid",
        "userId, user_i_d",
        "userId, user_idx",
        "userIdx, user_id",
        "userId, userid_",
        "id, ID",
        "a, b_"
    })
    void matchesNoOther(String component, String column) {
        assertFalse(SnakeCase.matches(component, column));
    }
}
