package dev.isobar.workerd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Multipart uploads, begun, resumed, completed and aborted in any order. */
final class RandomR2Uploads {
    /** The smallest size of a part that is not the last. */
    private static final int SMALLEST = 5_242_880;

    private final Dice dice;
    private final RandomR2Keys keys;
    private final RandomR2Writes writes;
    private final List<String> uploads = new ArrayList<>();
    private final List<String> uploadKeys = new ArrayList<>();
    private final Map<String, String> origins = new HashMap<>();
    private final List<String> parts = new ArrayList<>();
    private final Map<String, List<String>> largeParts = new HashMap<>();
    private final Map<String, List<String>> smallParts = new HashMap<>();
    private final boolean large;

    RandomR2Uploads(Dice dice, RandomR2Keys keys, RandomR2Writes writes) {
        this.dice = dice;
        this.keys = keys;
        this.writes = writes;
        this.large = dice.chance(10);
    }

    Step next() {
        int kind = uploads.isEmpty() ? 1 : dice.between(1, 100);
        if (kind <= 20) {
            return create();
        }
        if (kind <= 28) {
            return resume();
        }
        if (kind <= 70) {
            return part();
        }
        return kind <= 92 ? complete() : Step.of("abortMultipartUpload").with("upload", upload());
    }

    private Step create() {
        String key = keys.next();
        ObjectNode options = Forms.members();
        writes.metadata(options, false);
        String name = "u" + uploads.size();
        uploads.add(name);
        uploadKeys.add(key);
        return Step.of("createMultipartUpload")
                .with("key", key)
                .withAny("options", options)
                .saved(name);
    }

    private Step resume() {
        int which = dice.between(0, uploads.size() - 1);
        String name = "u" + uploads.size();
        boolean known = dice.chance(80);
        JsonNode id = known ? Forms.reference(uploads.get(which) + ".uploadId") : Forms.of("unknown");
        if (known) {
            origins.put(name, origin(uploads.get(which)));
        }
        String key = dice.chance(90) ? uploadKeys.get(which) : keys.next();
        uploads.add(name);
        uploadKeys.add(key);
        return Step.of("resumeMultipartUpload")
                .with("key", key)
                .with("uploadId", id)
                .saved(name);
    }

    /** The upload that a resumed one goes on with. */
    private String origin(String upload) {
        return origins.getOrDefault(upload, upload);
    }

    private JsonNode upload() {
        return Forms.reference(dice.oneOf(uploads));
    }

    private Step part() {
        String name = "p" + parts.size();
        String upload = dice.oneOf(uploads);
        int number = dice.chance(90) ? dice.between(1, 3) : dice.oneOf(0, -1, 10_000, 10_001, 2_147_483_647);
        boolean isLarge = large && (number == 1 || number == 2);
        parts.add(name);
        (isLarge ? largeParts : smallParts)
                .computeIfAbsent(origin(upload), none -> new ArrayList<>())
                .add(name);
        return Step.of("uploadPart")
                .with("upload", Forms.reference(upload))
                .with("partNumber", number)
                .with("value", isLarge ? largeContent() : content())
                .saved(name);
    }

    // R2-MPU-04: the etag of a part is a hash here and a token in the simulator, so no two parts are equal.
    private JsonNode content() {
        JsonNode content = Forms.sequence(dice.oneOf(10, 26, 1_200), parts.size());
        return dice.chance(80) ? content : Forms.stream(content, dice.chance(80));
    }

    private JsonNode largeContent() {
        return Forms.fillBytes(parts.size(), SMALLEST + (dice.chance(85) ? 0 : 1));
    }

    private Step complete() {
        int which = dice.between(0, uploads.size() - 1);
        String key = uploadKeys.get(which);
        keys.storesEmpty(key);
        String upload = uploads.get(which);
        List<JsonNode> listed = largeParts.containsKey(origin(upload)) ? listed(origin(upload)) : listed();
        return Step.of("completeMultipartUpload")
                .with("upload", Forms.reference(upload))
                .with("parts", Forms.array(listed))
                .saved(keys.name(key));
    }

    /** Any parts. What an empty list leads to is not fixed (R2-MPU-05). */
    private List<JsonNode> listed() {
        List<JsonNode> listed = new ArrayList<>();
        for (int left = dice.chance(70) ? 1 : dice.between(2, 3); left > 0; left--) {
            listed.add(
                    parts.isEmpty() || dice.chance(15)
                            ? Forms.members()
                                    .put("partNumber", dice.oneOf(1, 2, 0, 10_001))
                                    .put("etag", "x")
                            : Forms.reference(dice.oneOf(parts)));
        }
        return listed;
    }

    /** Large parts of one upload in any order. R2-MPU-06: a small one comes last, there the simulator wants it. */
    private List<JsonNode> listed(String upload) {
        List<JsonNode> listed = new ArrayList<>();
        for (int left = dice.between(1, 2); left > 0; left--) {
            listed.add(Forms.reference(dice.oneOf(largeParts.getOrDefault(upload, parts))));
        }
        if (dice.chance(60) && smallParts.containsKey(upload)) {
            listed.add(Forms.reference(dice.oneOf(smallParts.getOrDefault(upload, parts))));
        }
        return listed;
    }
}
