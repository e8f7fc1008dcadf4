package dev.isobar.tck;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Shows the id of a rule before the name of its test. */
final class RuleNames extends DisplayNameGenerator.Standard {
    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> topic, Method test) {
        Rule rule = test.getAnnotation(Rule.class);
        return rule == null
                ? super.generateDisplayNameForMethod(enclosing, topic, test)
                : rule.value() + " " + test.getName();
    }
}
