package dev.isobar.selftest;

import dev.isobar.spi.Backend;
import dev.isobar.spi.StoreDriver;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Backends that manage their stores wrongly, each with a rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum BrokenStores {
    LISTS_STORES_IN_ANOTHER_ORDER("ENV-STORE-01", those -> new StoresOver(those) {
        @Override
        public List<String> list() throws Exception {
            List<String> listed = new ArrayList<>(super.list());
            Collections.reverse(listed);
            return listed;
        }
    }),
    LISTS_ONLY_WHAT_WAS_CREATED("ENV-STORE-01", those -> new StoresOver(those) {
        @Override
        public List<String> list() throws Exception {
            return super.list().stream()
                    .filter(name -> !name.equals("lifecycle"))
                    .toList();
        }
    }),
    SAYS_THAT_IT_HAS_CREATED_WHAT_EXISTS("ENV-STORE-02", those -> new StoresOver(those) {
        @Override
        public boolean create(String name) throws Exception {
            super.create(name);
            return true;
        }
    }),
    EMPTIES_A_STORE_THAT_EXISTS("ENV-STORE-02", those -> new StoresOver(those) {
        @Override
        public boolean create(String name) throws Exception {
            boolean existed = super.drop(name);
            super.create(name);
            return !existed;
        }
    }),
    CREATES_NOTHING_AFTER_A_DROP("ENV-STORE-04", those -> new StoresOver(those) {
        private final Set<String> dropped = ConcurrentHashMap.newKeySet();

        @Override
        public boolean create(String name) throws Exception {
            return !dropped.contains(name) && super.create(name);
        }

        @Override
        public boolean drop(String name) throws Exception {
            boolean existed = super.drop(name);
            if (existed) {
                dropped.add(name);
            }
            return existed;
        }
    }),
    HIDES_A_STORE_INSTEAD_OF_DROPPING_IT("ENV-STORE-04", those -> new StoresOver(those) {
        private final Set<String> hidden = ConcurrentHashMap.newKeySet();

        @Override
        public List<String> list() throws Exception {
            return super.list().stream().filter(name -> !hidden.contains(name)).toList();
        }

        @Override
        public boolean create(String name) throws Exception {
            boolean created = super.create(name);
            return hidden.remove(name) || created;
        }

        @Override
        public boolean drop(String name) throws Exception {
            return good.list().contains(name) && hidden.add(name);
        }
    }),
    SAYS_THAT_IT_HAS_DROPPED_WHAT_DID_NOT_EXIST("ENV-STORE-04", those -> new StoresOver(those) {
        @Override
        public boolean drop(String name) throws Exception {
            super.drop(name);
            return true;
        }
    }),
    DROPS_STORES_WHOSE_NAMES_BEGIN_ALIKE("ENV-STORE-04", those -> new StoresOver(those) {
        @Override
        public boolean drop(String name) throws Exception {
            boolean dropped = super.drop(name);
            for (String other : super.list()) {
                if (dropped && other.startsWith(name.substring(0, 4))) {
                    super.drop(other);
                }
            }
            return dropped;
        }
    });

    private final String rule;
    private final UnaryOperator<StoreDriver> change;

    BrokenStores(String rule, UnaryOperator<StoreDriver> change) {
        this.rule = rule;
        this.change = change;
    }

    String rule() {
        return rule;
    }

    Backend over(Backend good) {
        return new BrokenBackend(good) {
            @Override
            StoreDriver stores(StoreDriver those) {
                return change.apply(those);
            }
        };
    }
}
