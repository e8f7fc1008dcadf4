package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What applications store, bind or send never shows in the text of a record: such texts end up in logs. */
class StoredValueTest {
    private static final String SECRET = "hunter2";

    /** Components that name or describe something: keys, IDs, settings that are not secret, what a listing was asked for. */
    private static final Set<String> NAMES = Set.of(
            "bookmark",
            "cacheStatus",
            "columns",
            "contentType",
            "cursor",
            "deadLetterQueue",
            "delimiter",
            "description",
            "etag",
            "format",
            "glob",
            "hex",
            "id",
            "key",
            "label",
            "limits",
            "mimeType",
            "name",
            "notInherited",
            "operation",
            "place",
            "prefix",
            "problems",
            "queue",
            "role",
            "scheme",
            "schemes",
            "sqliteCode",
            "extendedCode",
            "nativeState",
            "startAfter",
            "status",
            "table",
            "tags",
            "task",
            "toolCallId",
            "uploadId",
            "verb",
            "version",
            "binding",
            "resource",
            "servedBy",
            "warnings",
            "externalReference",
            "author",
            "search",
            "R2Etag.value",
            "FoundProvider.connection",
            "FoundProvider.secrets",
            "FoundProvider.store",
            "AiModel.properties",
            "AiRequest.model",
            "BindingNames.declared",
            "BindingNames.doubtful",
            "Configuration.unplaced",
            "D1Meta.more",
            "Endpoint.host",
            "Failure.code",
            "Failure.text",
            "Group.items",
            "IndexInfo.processed",
            "KvListing.next",
            "Leased.lease",
            "MetadataIndex.property",
            "Operation.attributes",
            "OtherParts.bindings",
            "OtherParts.explanations",
            "OtherParts.otherwise",
            "OtherParts.queues",
            "Position.text",
            "ProcessNames.read",
            "R2Facts.ssecKeyMd5",
            "R2Listing.prefixes",
            "Range.property",
            "ServerAddress.path",
            "Settlement.lease",
            "VectorListing.ids",
            "VectorListing.next",
            "VectorizeIndexInfo.processedUpToMutation",
            "VectorizeMetadataIndex.propertyName",
            "VectorizeQueryOptions.namespace",
            "WranglerKeys.others",
            "WranglerKeys.read",
            "MemoryLease.secret");

    private static final String NOT_PUBLISHED = "dev\\.isobar\\.(tck|selftest|benchmarks)\\b.*";

    private static final List<Class<?>> RECORDS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.isobar").stream()
                    .filter(type -> type.isRecord() && !type.getPackageName().matches(NOT_PUBLISHED))
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    @Test
    void noRecordShowsWhatIsStored() {
        Set<String> shown = new TreeSet<>();
        for (Class<?> type : RECORDS) {
            for (RecordComponent component : type.getRecordComponents()) {
                String name = type.getSimpleName() + "." + component.getName();
                boolean allowed = NAMES.contains(name) || NAMES.contains(component.getName());
                if (!allowed && text(type, component).contains(SECRET)) {
                    shown.add(name);
                }
            }
        }

        assertTrue(RECORDS.size() > 100, () -> RECORDS.size() + " records");
        assertEquals(Set.of(), shown, "components that the text of their record shows");
    }

    /** The text of a record that holds the secret in one component. */
    private static String text(Class<?> type, RecordComponent secret) {
        try {
            return String.valueOf(make(type, secret));
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return "";
        }
    }

    private static Object make(Class<?> type, @Nullable RecordComponent secret) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            values.add(sample(
                    component.getGenericType(),
                    secret != null && component.getName().equals(secret.getName()) ? SECRET : "name"));
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values.toArray());
    }

    private static @Nullable Object sample(Type type, String text) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return sampleOf((Class<?>) generic.getRawType(), generic.getActualTypeArguments(), text);
        }
        if (type instanceof TypeVariable<?> || type instanceof WildcardType) {
            return text;
        }
        return sampleOf((Class<?>) type, new Type[0], text);
    }

    private static @Nullable Object sampleOf(Class<?> type, Type[] arguments, String text)
            throws ReflectiveOperationException {
        if (type == String.class || type == Object.class) {
            return text;
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return JsonNodeFactory.instance.objectNode().put("name", text);
        }
        if (type == byte[].class) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (type == float[].class) {
            return new float[] {1};
        }
        if (type == List.class) {
            return Arrays.asList(sample(arguments[0], text));
        }
        if (type == Set.class) {
            return Set.of(sample(arguments[0], text));
        }
        if (type == Map.class) {
            return Map.of(sample(arguments[0], "name"), sample(arguments[1], text));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return make(type, null);
        }
        return PLAIN.get(type);
    }

    private static final Map<Class<?>, Object> PLAIN = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(double.class, 1.0),
            Map.entry(boolean.class, true),
            Map.entry(Integer.class, 1),
            Map.entry(Boolean.class, true),
            Map.entry(Instant.class, Instant.EPOCH),
            Map.entry(Duration.class, Duration.ofSeconds(1)),
            Map.entry(Path.class, Path.of("folder")),
            Map.entry(InputStream.class, InputStream.nullInputStream()),
            Map.entry(InstantSource.class, InstantSource.system()));
}
