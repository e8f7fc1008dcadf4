package dev.isobar;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Refuses bindings that use one store with different settings: the first one that is opened would decide. */
final class SharedStores {
    private final Map<StoreIdentity, ResolvedBinding> first = new HashMap<>();
    private final List<String> problems;

    SharedStores(List<String> problems) {
        this.problems = problems;
    }

    /** Adds a binding; returns whether its settings are those of the bindings before it. */
    boolean add(ResolvedBinding binding) {
        ResolvedBinding other = first.putIfAbsent(binding.store(), binding);
        if (other == null) {
            return true;
        }
        Map<String, String> ours = binding.target().settings().values();
        Map<String, String> theirs = other.target().settings().values();
        TreeSet<String> names = new TreeSet<>(ours.keySet());
        names.addAll(theirs.keySet());
        names.removeIf(name -> Objects.equals(ours.get(name), theirs.get(name)));
        for (String name : names) {
            problems.add(binding.place() + ": setting '" + name + "' of "
                    + binding.target().binding()
                    + " differs from that of " + other.target().binding() + " (" + other.place()
                    + "), which uses the same store; use the same settings for both");
        }
        return names.isEmpty();
    }
}
