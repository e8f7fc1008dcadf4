package dev.isobar.backend.memory;

import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.UnindexedPropertyException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The metadata indexes of one vector index: a vector is in those that were there when it was written. */
final class MetadataIndexes {
    private static final Logger LOGGER = System.getLogger("dev.isobar.backend.memory");

    /** Names come from whoever writes filters, and none is ever forgotten. */
    private static final int MOST_COMPLAINTS = 1_000;

    private final boolean strict;
    private final Set<String> complained = ConcurrentHashMap.newKeySet();
    private volatile List<Life> lives;

    MetadataIndexes(List<MetadataIndex> first, boolean strict) {
        this.strict = strict;
        this.lives =
                first.stream().map(index -> new Life(index, 0, Long.MAX_VALUE)).toList();
    }

    /** An index, from which write to which it is there. */
    private record Life(MetadataIndex index, long created, long removed) {
        boolean isVisibleAt(long sequence) {
            return created <= sequence && sequence < removed;
        }

        boolean holds(MemoryVector vector) {
            return vector.written > created && vector.indexed.containsKey(index.property());
        }
    }

    List<MetadataIndex> newest() {
        return lives.stream()
                .filter(life -> life.removed == Long.MAX_VALUE)
                .map(Life::index)
                .toList();
    }

    void create(MetadataIndex index, long sequence) {
        if (!newest().contains(index)) {
            List<Life> changed = new ArrayList<>(lives);
            changed.add(new Life(index, sequence, Long.MAX_VALUE));
            lives = List.copyOf(changed);
        }
    }

    /** Ends an index; those that ended before a write which all readers see are forgotten. */
    void delete(String property, long sequence, long seen) {
        List<Life> changed = new ArrayList<>();
        for (Life life : lives) {
            boolean ends =
                    life.removed == Long.MAX_VALUE && life.index.property().equals(property);
            if (ends) {
                changed.add(new Life(life.index, life.created, sequence));
            } else if (life.removed > seen) {
                changed.add(life);
            }
        }
        lives = List.copyOf(changed);
    }

    /** Returns what the indexes hold of the metadata of a new vector, by property. */
    Map<String, MetadataValue> valuesOf(@Nullable ObjectNode metadata) {
        Map<String, MetadataValue> values = new HashMap<>();
        for (MetadataIndex index : newest()) {
            MetadataValue value = index.valueIn(metadata);
            if (value != null) {
                values.put(index.property(), value);
            }
        }
        return Map.copyOf(values);
    }

    /** A condition that judges vectors by the index of its property. */
    private record Judge(MetadataCondition condition, Life life) {
        boolean passes(MemoryVector vector) {
            MetadataValue value = vector.indexed.get(condition.property());
            return value != null && vector.written > life.created && condition.matches(value);
        }
    }

    /** Conditions over the indexes of one moment. */
    static final class Filter {
        private final List<Judge> judges = new ArrayList<>();

        boolean passes(MemoryVector vector) {
            for (Judge judge : judges) {
                if (!judge.passes(vector)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Returns the conditions over the indexes that are there after a write, or null if nothing can match. */
    @Nullable
    Filter filter(List<MetadataCondition> conditions, long sequence) {
        Filter filter = new Filter();
        boolean unindexed = false;
        for (MetadataCondition condition : conditions) {
            Life life = at(condition.property(), sequence);
            if (life == null) {
                complain(condition.property());
                unindexed = true;
            } else {
                filter.judges.add(new Judge(condition, life));
            }
        }
        return unindexed ? null : filter;
    }

    private @Nullable Life at(String property, long sequence) {
        for (Life life : lives) {
            if (life.isVisibleAt(sequence) && life.index.property().equals(property)) {
                return life;
            }
        }
        return null;
    }

    private void complain(String property) {
        if (strict) {
            throw new UnindexedPropertyException(property);
        }
        if (complained.size() < MOST_COMPLAINTS && complained.add(property)) {
            LOGGER.log(
                    Level.WARNING,
                    "a filter on \"{0}\" matches nothing, since the property has no metadata index",
                    property);
        }
    }

    /** Returns the part of a vector's metadata that the indexes hold after a write. */
    @Nullable
    ObjectNode project(MemoryVector vector, long sequence) {
        if (vector.metadata == null) {
            return null;
        }
        ObjectNode projected = JsonNodeFactory.instance.objectNode();
        for (Life life : lives) {
            if (life.isVisibleAt(sequence) && life.holds(vector)) {
                life.index.copy(vector.metadata, projected);
            }
        }
        return projected;
    }
}
