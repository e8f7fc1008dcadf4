package dev.isobar.tck;

import dev.isobar.ai.Ai;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capability;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Hands rules their subject, skips for lack of a capability or a model or for a known difference, and keeps the report. */
final class TckExtension implements InvocationInterceptor, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(TckExtension.class);

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Rule rule = method.getExecutable().getAnnotation(Rule.class);
        if (rule == null) {
            invocation.proceed();
            return;
        }
        TckReport report = report(context);
        String test = method.getExecutable().getName();
        String missing = missing(rule, tck(context));
        if (missing != null) {
            report.skipped(rule.value(), test, missing);
            invocation.skip();
            throw new TestAbortedException(rule.value() + ": " + missing);
        }
        String known = tck(context).knownDifferences().get(rule.value() + " " + test);
        new Trial(report, rule.value(), test, known).run(invocation::proceed);
    }

    private static @Nullable String missing(Rule rule, BindingTck<?> tck) {
        for (Capability needed : rule.needs()) {
            if (!tck.subject().capabilities().has(needed)) {
                return "capability " + needed.label() + " is not declared";
            }
        }
        for (Bound needed : rule.bounds()) {
            if (tck.subject().capabilities().bound(needed).isEmpty()) {
                return "bound " + needed.label() + " is not declared";
            }
        }
        for (Capability unwanted : rule.without()) {
            if (tck.subject().capabilities().has(unwanted)) {
                return "capability " + unwanted.label() + " is declared; the refusal cannot be seen";
            }
        }
        boolean lacking = !rule.needsModel().isEmpty()
                && tck.subject().binding() instanceof Ai ai
                && AiModels.offered(ai, rule.needsModel()).isEmpty();
        return lacking ? "model " + rule.needsModel().replace(" ", " or ") + " is not offered" : null;
    }

    static BindingTck<?> tck(ExtensionContext context) {
        return (BindingTck<?>)
                context.getRequiredTestInstances().getAllInstances().get(0);
    }

    @SuppressWarnings("deprecation") // JUnit 6 deprecates the method, and its replacement is not in JUnit 5.
    static TckReport report(ExtensionContext context) {
        BindingTck<?> tck = tck(context);
        Store store = context.getRoot().getStore(NAMESPACE);
        String name = tck.backend() + "-" + tck.binding();
        TckReport report = store.getOrComputeIfAbsent(
                name, key -> new TckReport(tck.backend(), tck.binding(), tck.subject()), TckReport.class);
        return report;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == TestInfo.class) {
            return false;
        }
        return type == TestClock.class
                || type == TckReport.class
                || type.isInstance(tck(context).subject().binding())
                || type.isInstance(tck(context).subject());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        BindingTck<?> tck = tck(context);
        if (type == TestClock.class) {
            return tck.clock();
        }
        if (type == TckReport.class) {
            return report(context);
        }
        return type == TckSubject.class ? tck.subject() : tck.subject().binding();
    }
}
