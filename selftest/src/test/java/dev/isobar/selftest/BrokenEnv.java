package dev.isobar.selftest;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.Limits;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.ConflictException;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Interceptor;
import dev.isobar.tck.EnvFolder.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Ways to open an environment wrongly, each with a rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum BrokenEnv {
    READS_NO_VARIABLES("ENV-VAL-01", setting -> with(setting, Map.of(), setting.properties())),
    READS_NO_PROPERTIES("ENV-URL-02", setting -> with(setting, setting.variables(), Map.of())),
    READS_NOT_WRANGLERS_VARIABLE("ENV-ENV-03", setting -> without(setting, "CLOUDFLARE_ENV")),
    CHOOSES_NO_ENVIRONMENT("ENV-ENV-01", setting -> without(setting, "ISOBAR_ENV")),
    CHOOSES_NO_PROFILE("ENV-URL-05", setting -> without(setting, "ISOBAR_PROFILE")),
    TAKES_ONE_OF_TWO_FILES("ENV-FILE-01", setting -> delete(setting, "wrangler.toml")),
    READS_NO_BINDINGS_OF_ITS_OWN_FILE("ENV-BIND-06", setting -> delete(setting, "isobar.toml")),
    FORGETS_THE_CODE("ENV-URL-06", setting -> coded(setting, builder -> builder)),
    KEEPS_CLOUDFLARES_LIMITS("ENV-URL-07", setting -> coded(setting, builder -> builder.limits(Limits.CLOUDFLARE))),
    CONSUMES_BY_DEFAULTS(
            "ENV-CONS-01",
            setting -> coded(setting, builder -> builder.consumer("jobs", QueueConsumerSettings.DEFAULT))),
    DELAYS_NOTHING(
            "ENV-CONS-02",
            setting -> coded(setting, builder -> setting.code().apply(builder).deliveryDelay("JOBS", Duration.ZERO))),
    OPENS_A_STORE_FOR_EACH_TEXT_OF_A_URL(
            "ENV-CONN-01", setting -> replace(setting, "isobar.toml", "MEMORY:?", "memory:b?")),
    ALLOWS_TWO_SETTINGS_FOR_ONE_STORE(
            "ENV-CONN-02", setting -> replace(setting, "isobar.toml", "dimensions=768", "dimensions=2")),
    REPORTS_SETTINGS_ONE_BY_ONE("ENV-CONN-03", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return problems.subList(0, 1);
        }
    },
    FORGETS_THE_ID_OF_A_BINDING("ENV-BIND-08", setting -> replace(setting, "wrangler.toml", "c0ffee", "CACHE")),
    KEEPS_DEAD_LETTERS_NOWHERE(
            "ENV-CONS-06", setting -> replace(setting, "wrangler.toml", "max_retries = 0", "retry_delay = 600")),
    ACCEPTS_A_SECRET_WITHOUT_A_COLON("ENV-VAL-05", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return without(problems, "the text before '@'");
        }
    },
    ACCEPTS_HALF_A_SECRET("ENV-VAL-05", setting -> replace(setting, "isobar.toml", "S3CR", "")),
    ACCEPTS_AN_ENCODED_NAME("ENV-VAL-05", setting -> replace(setting, "isobar.toml", "pass%77ord", "name")),
    LISTS_STORES_IN_ANY_ORDER(
            "ENV-STORE-01",
            setting -> intercepted(setting, (operation, call) -> {
                Object listed = call.get();
                return listed instanceof List<?> names && operation.name().equals("listStores")
                        ? reversed(names)
                        : listed;
            })),
    CREATES_STORES_TWICE(
            "ENV-STORE-02",
            setting -> intercepted(setting, (operation, call) -> {
                Object created = call.get();
                return operation.name().equals("createStore") ? (Object) true : created;
            })),
    OPENS_STORES_THAT_DO_NOT_EXIST(
            "ENV-STORE-03",
            setting -> intercepted(
                    setting,
                    (operation, call) ->
                            operation.name().equals("listStores") ? List.of("CACHE", "users") : call.get())),
    SERVES_DROPPED_STORES(
            "ENV-STORE-04",
            setting -> intercepted(setting, (operation, call) -> {
                try {
                    return call.get();
                } catch (ConflictException dropped) {
                    return null;
                }
            })),
    SWALLOWS_WHAT_THE_VIRTUAL_MACHINE_THROWS("ENV-OPEN-05", setting -> setting) {
        @Override
        Env opened(Setting setting) {
            try {
                return super.opened(setting);
            } catch (VirtualMachineError fatal) {
                throw new ConfigurationException(List.of("fatal"));
            }
        }
    },
    NAMES_NO_CLASS_THAT_IS_MISSING("ENV-OPEN-06", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return each(problems, problem -> problem.replace("com.example.Client", "it"));
        }
    },
    SEARCHES_WITH_ITS_OWN_CLASS_LOADER_ALONE(
            "ENV-OPEN-07",
            setting ->
                    coded(setting, builder -> setting.code().apply(builder).classLoader(Env.class.getClassLoader()))),
    DROPS_THE_CONCURRENCY_OF_A_CONSUMER(
            "ENV-CONS-01", setting -> replace(setting, "wrangler.toml", "max_concurrency = 6", "")),
    DROPS_THE_DEAD_LETTER_QUEUE(
            "ENV-CONS-01", setting -> replace(setting, "wrangler.toml", "dead_letter_queue = \"failed\"", "")),
    TAKES_MILLISECONDS_FOR_SECONDS(
            "ENV-CONS-01",
            setting -> replace(
                    setting, "wrangler.toml", "visibility_timeout_ms = 7000", "visibility_timeout_ms = 7000000")),
    RETRIES_WHERE_THE_FILE_SAYS_ZERO(
            "ENV-CONS-01", setting -> replace(setting, "wrangler.toml", "max_retries = 0", "")),
    FORGETS_THE_SIGN_OF_A_NUMBER("ENV-BIND-05", setting -> replace(setting, "wrangler.toml", "= -1", "= 3")),
    REPORTS_WHAT_FOLLOWS_FROM_AN_UNREADABLE_FILE("ENV-OPEN-01", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            List<String> more = new ArrayList<>(problems);
            more.add("ISOBAR_BACKENDS_OTHER: no binding is named 'OTHER'; declared are none");
            return problems.stream().anyMatch(problem -> problem.contains("not valid TOML")) ? more : problems;
        }
    },
    TAKES_A_BYTE_ORDER_MARK_FOR_TEXT(
            "ENV-FILE-08", setting -> replace(setting, "isobar.toml", "\uFEFF[", "\uFEFF\uFEFF[")),
    NAMES_NO_FILE_THAT_IS_NOT_TEXT("ENV-FILE-08", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return each(
                    problems, problem -> problem.replaceFirst("isobar.toml: not UTF-8.*", "MalformedInputException"));
        }
    },
    IGNORES_MISSPELT_KEYS("ENV-FILE-09", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return without(problems, "unknown key; did you mean");
        }
    },
    TAKES_A_KEY_OF_WRANGLER_FOR_A_MISSPELT_ONE(
            "ENV-FILE-09", setting -> replace(setting, "wrangler.jsonc", "preview_bucket_name", "buckets_name")),
    CHECKS_THE_SPELLING_OF_NO_VARIABLE("ENV-URL-10", setting -> with(setting, Map.of(), setting.properties())),
    CHECKS_THE_SPELLING_OF_NO_PROPERTY("ENV-URL-10", setting -> with(setting, setting.variables(), Map.of())),
    LEAVES_BINDINGS_IN_MEMORY("ENV-URL-09", setting -> replace(setting, "isobar.toml", "= 'refuse'", "= 'memory'")),
    REFUSES_WHAT_ANOTHER_PROFILE_REFUSES(
            "ENV-URL-09", setting -> replace(setting, "isobar.toml", "unplaced = 'memory'", "")),
    KEEPS_DEAD_LETTERS_OF_A_CONSUMER_IN_MEMORY(
            "ENV-CONS-06",
            setting -> coded(setting, builder -> setting.code()
                    .apply(builder)
                    .consumer("failed", QueueConsumerSettings.DEFAULT, "memory:"))),
    SENDS_TO_ANOTHER_BACKEND("ENV-CONS-07", setting -> replace(setting, "isobar.toml", "memory:elsewhere", "memory:")),
    DELAYS_BINDINGS_THAT_DO_NOT_EXIST("ENV-CONS-08", setting -> coded(setting, builder -> builder)),
    KNOWS_QUEUES_BY_THEIR_BINDINGS(
            "ENV-CONS-09", setting -> replace(setting, "wrangler.toml", "queue = 'jobs'", "queue = 'JOBS'")),
    EXPLAINS_NO_OTHER_ENVIRONMENT("ENV-ENV-02", setting -> replace(setting, "wrangler.jsonc", "PRODUCTION", "OTHER")),
    TAKES_AN_EMPTY_NAME_FOR_NO_CHOICE("ENV-ENV-03", setting -> coded(setting, builder -> builder)),
    REFUSES_WRANGLERS_VARIABLE("ENV-ENV-05", setting -> {
        Map<String, String> variables = new HashMap<>(setting.variables());
        String chosen = variables.get("CLOUDFLARE_ENV");
        if (chosen != null) {
            variables.put("ISOBAR_ENV", chosen);
        }
        return with(setting, variables, setting.properties());
    }),
    FORGETS_DRIVERS("ENV-BIND-09", setting -> coded(setting, builder -> builder)),
    REPORTS_QUEUES_THAT_FOLLOW("ENV-OPEN-01", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            List<String> more = new ArrayList<>(problems);
            more.add("consumer of queue failed: no binding leads to this queue");
            return problems.get(0).contains("JOBS_URL") ? more : problems;
        }
    },
    CLOSES_NO_BACKEND("ENV-CLOSE-01", setting -> closing(setting, BrokenClosing.OfNone.class)),
    CLOSES_THE_FIRST_BACKEND_ALONE("ENV-OPEN-05", setting -> closing(setting, BrokenClosing.OfTheFirst.class)),
    CLOSES_EACH_BACKEND_TWICE("ENV-OPEN-05", setting -> closing(setting, BrokenClosing.Twice.class)),
    CLOSES_NO_BACKEND_WITHOUT_A_DRIVER(
            "ENV-OPEN-05", setting -> closing(setting, BrokenClosing.OfThoseWithADriver.class)),
    TELLS_ONE_MISTAKE("ENV-OPEN-01", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return problems.subList(0, 1);
        }
    },
    LOSES_LINES("ENV-FILE-04", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return each(problems, problem -> problem.replaceFirst(":\\d+:", ":"));
        }
    },
    SUGGESTS_NOTHING("ENV-FILE-06", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return each(problems, problem -> problem.replaceFirst("; did you mean .*", ""));
        }
    },
    SHOWS_VALUES("ENV-VAL-06", setting -> setting) {
        @Override
        List<String> told(Setting setting, List<String> problems) {
            return each(problems, problem -> problem + setting.variables().values());
        }
    };

    private final String rule;
    private final UnaryOperator<Setting> change;

    BrokenEnv(String rule, UnaryOperator<Setting> change) {
        this.rule = rule;
        this.change = change;
    }

    String rule() {
        return rule;
    }

    Env open(Setting setting) {
        try {
            return opened(change.apply(setting));
        } catch (ConfigurationException refused) {
            throw new ConfigurationException(told(setting, refused.problems()));
        }
    }

    Env opened(Setting setting) {
        return setting.open();
    }

    /** Returns what this way tells of the mistakes. */
    List<String> told(Setting setting, List<String> problems) {
        return problems;
    }

    private static List<String> without(List<String> problems, String part) {
        return problems.stream().filter(problem -> !problem.contains(part)).toList();
    }

    private static Setting intercepted(Setting setting, Interceptor interceptor) {
        return coded(setting, builder -> setting.code().apply(builder).intercept(interceptor));
    }

    private static List<?> reversed(List<?> list) {
        List<Object> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    private static Setting replace(Setting setting, String file, String found, String other) {
        try {
            Path path = setting.folder().resolve(file);
            if (Files.exists(path)) {
                Files.writeString(path, Files.readString(path).replace(found, other));
            }
            return setting;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> each(List<String> problems, UnaryOperator<String> change) {
        return problems.stream().map(change).toList();
    }

    private static Setting with(Setting setting, Map<String, String> variables, Map<String, String> properties) {
        return new Setting(setting.folder(), variables, properties, setting.code());
    }

    private static Setting without(Setting setting, String variable) {
        Map<String, String> variables = new HashMap<>(setting.variables());
        variables.remove(variable);
        return with(setting, variables, setting.properties());
    }

    private static Setting coded(Setting setting, UnaryOperator<EnvBuilder> code) {
        return new Setting(setting.folder(), setting.variables(), setting.properties(), code);
    }

    /** Opens the failing backends of the kit through a provider that closes them wrongly. */
    private static Setting closing(Setting setting, Class<? extends BackendProvider> provider) {
        ClassLoader loader = BrokenClosing.offered(provider, setting.folder().resolve("broken"));
        return coded(setting, builder -> setting.code().apply(builder).classLoader(loader));
    }

    private static Setting delete(Setting setting, String file) {
        try {
            Files.deleteIfExists(setting.folder().resolve(file));
            return setting;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
