package dev.isobar.backend.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Items of a bulk call, grouped by the part of the store that one command may touch.
 *
 * @param <T> what is grouped
 */
final class KeyGroups<T> {
    /** The most items of a group: a script can unpack only some thousand values. */
    static final int MOST_ITEMS = 1_000;

    private final List<Group<T>> groups = new ArrayList<>();
    private final Map<Integer, Group<T>> filling = new HashMap<>();

    record Group<T>(int part, List<T> items) {}

    void add(int part, T item) {
        Group<T> group = filling.get(part);
        if (group == null || group.items().size() == MOST_ITEMS) {
            group = new Group<>(part, new ArrayList<>());
            groups.add(group);
            filling.put(part, group);
        }
        group.items().add(item);
    }

    List<Group<T>> all() {
        return groups;
    }
}
