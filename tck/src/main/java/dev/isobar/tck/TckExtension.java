package dev.isobar.tck;

import dev.isobar.ai.Ai;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capability;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Hands rules their subject, skips for lack of a capability or a model or for a known difference, and keeps the report. */
final class TckExtension
        implements InvocationInterceptor,
                ParameterResolver,
                LifecycleMethodExecutionExceptionHandler,
                AfterAllCallback {
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
        String missing = missing(rule, tck(context).subject());
        if (missing != null) {
            invocation.skip();
            throw trial(context).skipped(missing, null);
        }
        trial(context).run(invocation::proceed);
    }

    /** A rule whose preparation fails has failed, or is skipped for what the preparation lacks. */
    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Rule rule = context.getRequiredTestMethod().getAnnotation(Rule.class);
        TckSubject<?> subject = tck(context).openedSubject();
        String missing = rule == null || subject == null ? null : missing(rule, subject);
        throw missing == null
                ? trial(context).ended(failure, 0)
                : trial(context).skipped(missing, failure);
    }

    /** A rule that leaves a subject behind which does not close has failed, whatever was said of it before. */
    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        boolean failedBefore = context.getExecutionException()
                .filter(earlier -> !(earlier instanceof TestAbortedException))
                .isPresent();
        throw failedBefore ? failure : trial(context).ended(failure, 0);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        reports(context).write();
    }

    private static Trial trial(ExtensionContext context) {
        Method method = context.getRequiredTestMethod();
        Rule rule = method.getAnnotation(Rule.class);
        String id = rule == null ? method.getName() : rule.value();
        String known = tck(context).knownDifferences().get(id + " " + method.getName());
        return new Trial(report(context), id, method.getName(), known);
    }

    private static @Nullable String missing(Rule rule, TckSubject<?> subject) {
        for (Capability needed : rule.needs()) {
            if (!subject.capabilities().has(needed)) {
                return "capability " + needed.label() + " is not declared";
            }
        }
        for (Bound needed : rule.bounds()) {
            if (subject.capabilities().bound(needed).isEmpty()) {
                return "bound " + needed.label() + " is not declared";
            }
        }
        for (Capability unwanted : rule.without()) {
            if (subject.capabilities().has(unwanted)) {
                return "capability " + unwanted.label() + " is declared; the refusal cannot be seen";
            }
        }
        boolean lacking = !rule.needsModel().isEmpty()
                && subject.binding() instanceof Ai ai
                && AiModels.offered(ai, rule.needsModel()).isEmpty();
        return lacking ? "model " + rule.needsModel().replace(" ", " or ") + " is not offered" : null;
    }

    static BindingTck<?> tck(ExtensionContext context) {
        return (BindingTck<?>)
                context.getRequiredTestInstances().getAllInstances().get(0);
    }

    private static TckReport report(ExtensionContext context) {
        BindingTck<?> tck = tck(context);
        TckReport report = reports(context).of(tck);
        TckSubject<?> subject = tck.openedSubject();
        if (subject != null) {
            report.judges(subject);
        }
        return report;
    }

    @SuppressWarnings("deprecation") // JUnit 6 deprecates the method, and its replacement is not in JUnit 5.
    private static TckReports reports(ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.getOrComputeIfAbsent(TckReports.class, key -> new TckReports(), TckReports.class);
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
