package dev.isobar.tck;

import dev.isobar.r2.R2Bucket;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules of {@code docs/spec/r2.md}.
 *
 * @since 0.1.0
 */
public abstract class R2BucketTck extends BindingTck<R2Bucket> {
    /** For subclasses. */
    protected R2BucketTck() {}

    @Override
    final String binding() {
        return "r2";
    }

    @Override
    final GoldenPlayer<R2Bucket> player() {
        return (subject, clock, scenario) -> new R2Operations(subject, clock);
    }

    @Nested
    class Bodies extends R2BodyRules {}

    @Nested
    class Checksums extends R2ChecksumRules {}

    @Nested
    class Completion extends R2CompleteRules {}

    @Nested
    class ConditionForms extends R2ConditionFormRules {}

    @Nested
    class ConditionRaces extends R2ConditionRaceRules {}

    @Nested
    class Conditions extends R2ConditionRules {}

    @Nested
    class Deletion extends R2DeleteRules {}

    @Nested
    class Errors extends R2ErrorRules {}

    @Nested
    class Interrupted extends R2InterruptRules {}

    @Nested
    class Keys extends R2KeyRules {}

    @Nested
    class ListStarts extends R2ListStartRules {}

    @Nested
    class Listing extends R2ListRules {}

    @Nested
    class Metadata extends R2MetadataRules {}

    @Nested
    class Objects extends R2ObjectRules {}

    @Nested
    class OpenBodies extends R2OpenBodyRules {}

    @Nested
    class OpenUploads extends R2OpenUploadRules {}

    @Nested
    class Pages extends R2PageRules {}

    @Nested
    class PartialReads extends R2PartialRules {}

    @Nested
    class PresignedUrls extends R2PresignRules {}

    @Nested
    class Ranges extends R2RangeRules {}

    @Nested
    class Remaining extends R2RemainsRules {}

    @Nested
    class SecondEnvironments extends R2SecondRules {}

    @Nested
    class Storage extends R2StorageRules {}

    @Nested
    class Streaming extends R2StreamingRules {}

    @Nested
    class UploadRaces extends R2UploadRaceRules {}

    @Nested
    class Uploads extends R2UploadRules {}

    @Nested
    class Versions extends R2VersionRules {}

    @Nested
    class Writing extends R2PutRules {}

    @TestFactory
    Stream<DynamicNode> recorded(TckReport report) {
        return new GoldenReplay<>("r2", report, this).scenarios();
    }
}
