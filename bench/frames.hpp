#pragma once

#include <array>
#include <string_view>

namespace culprit::bench {

/// The stack of a thread that serves a request, innermost frame first.
inline constexpr std::array<std::string_view, 108> kRequestFrames = {
    "sun.nio.ch.SocketChannelImpl.read(SocketChannelImpl.java:380)",
    "sun.security.ssl.InputRecord.readFully(InputRecord.java:465)",
    "sun.security.ssl.InputRecord.read(InputRecord.java:503)",
    "sun.security.ssl.SSLSocketImpl.readRecord(SSLSocketImpl.java:983)",
    "sun.security.ssl.AppInputStream.read(AppInputStream.java:105)",
    "org.mariadb.jdbc.internal.io.input.StandardPacketInputStream.getPacketArray(StandardPacketInputStream."
    "java:234)",
    "org.mariadb.jdbc.internal.protocol.AbstractQueryProtocol.readPacket(AbstractQueryProtocol.java:1588)",
    "org.mariadb.jdbc.internal.protocol.AbstractQueryProtocol.getResult(AbstractQueryProtocol.java:1546)",
    "org.mariadb.jdbc.internal.protocol.AbstractQueryProtocol.executeQuery(AbstractQueryProtocol.java:328)",
    "org.mariadb.jdbc.MariaDbStatement.executeInternal(MariaDbStatement.java:362)",
    "org.mariadb.jdbc.MariaDbPreparedStatementClient.execute(MariaDbPreparedStatementClient.java:176)",
    "com.zaxxer.hikari.pool.ProxyPreparedStatement.execute(ProxyPreparedStatement.java:44)",
    "com.zaxxer.hikari.pool.HikariProxyPreparedStatement.execute(HikariProxyPreparedStatement.java)",
    "org.skife.jdbi.v2.SQLStatement.internalExecute(SQLStatement.java:1325)",
    "org.skife.jdbi.v2.Query.fold(Query.java:173)",
    "org.skife.jdbi.v2.Query.first(Query.java:273)",
    "org.skife.jdbi.v2.sqlobject.ResultReturnThing$SingleValueResultReturnThing.result(ResultReturnThing."
    "java:110)",
    "org.skife.jdbi.v2.sqlobject.QueryHandler.invoke(QueryHandler.java:43)",
    "org.skife.jdbi.v2.sqlobject.SqlObject.invoke(SqlObject.java:224)",
    "java.util.concurrent.FutureTask.report(FutureTask.java:122)",
    "java.util.concurrent.FutureTask.get(FutureTask.java:206)",
    "org.killbill.billing.payment.dispatcher.PluginDispatcher.dispatchWithTimeout(PluginDispatcher.java:69)",
    "org.killbill.billing.payment.core.sm.OperationCallbackBase.dispatchWithAccountLockAndTimeout("
    "OperationCallbackBase.java:84)",
    "org.killbill.billing.payment.core.sm.payments.PaymentOperation."
    "doOperationCallbackWithDispatchAndAccountLock(PaymentOperation.java:132)",
    "org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperationCallback(PaymentOperation."
    "java:92)",
    "org.killbill.automaton.DefaultOperation.run(DefaultOperation.java:43)",
    "org.killbill.automaton.DefaultState.runOperation(DefaultState.java:66)",
    "org.killbill.billing.payment.core.sm.PaymentAutomatonRunner.runStateMachineOperation("
    "PaymentAutomatonRunner.java:305)",
    "org.killbill.billing.payment.core.sm.PaymentAutomatonRunner.run(PaymentAutomatonRunner.java:184)",
    "org.killbill.billing.payment.core.PaymentProcessor.performOperation(PaymentProcessor.java:476)",
    "org.killbill.billing.payment.core.PaymentProcessor.createPurchase(PaymentProcessor.java:163)",
    "org.killbill.billing.payment.core.sm.control.PurchaseControlOperation.doCallSpecificOperationCallback("
    "PurchaseControlOperation.java:47)",
    "org.killbill.billing.payment.core.sm.control.OperationControlCallback$1.doOperation("
    "OperationControlCallback.java:123)",
    "org.killbill.billing.payment.core.PluginControlPaymentProcessor.createPurchase("
    "PluginControlPaymentProcessor.java:163)",
    "org.killbill.billing.payment.api.DefaultPaymentApi.createPurchaseWithPaymentControl(DefaultPaymentApi."
    "java:330)",
    "sun.reflect.GeneratedMethodAccessor212.invoke(Unknown Source)",
    "sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)",
    "java.lang.reflect.Method.invoke(Method.java:498)",
    "org.killbill.billing.util.glue.KillbillApiAopModule$ProfilingMethodInterceptor$1.execute("
    "KillbillApiAopModule.java:77)",
    "org.killbill.commons.profiling.Profiling.executeWithProfiling(Profiling.java:33)",
    "org.killbill.billing.util.glue.KillbillApiAopModule$ProfilingMethodInterceptor.invoke("
    "KillbillApiAopModule.java:92)",
    "com.google.inject.internal.InterceptorStackCallback$InterceptedMethodInvocation.proceed("
    "InterceptorStackCallback.java:72)",
    "com.google.inject.internal.InterceptorStackCallback.intercept(InterceptorStackCallback.java:52)",
    "org.killbill.billing.payment.api.DefaultPaymentApi$$EnhancerByGuice$$6d0e9b1f."
    "createPurchaseWithPaymentControl(<generated>)",
    "org.killbill.billing.jaxrs.resources.AccountResource.processPayment(AccountResource.java:969)",
    "org.killbill.billing.jaxrs.resources.AccountResource.processPayment(AccountResource.java:880)",
    "sun.reflect.GeneratedMethodAccessor252.invoke(Unknown Source)",
    "sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)",
    "java.lang.reflect.Method.invoke(Method.java:498)",
    "com.sun.jersey.spi.container.JavaMethodInvokerFactory$1.invoke(JavaMethodInvokerFactory.java:60)",
    "com.sun.jersey.server.impl.model.method.dispatch.AbstractResourceMethodDispatchProvider$"
    "ResponseOutInvoker._dispatch(AbstractResourceMethodDispatchProvider.java:205)",
    "com.sun.jersey.server.impl.model.method.dispatch.ResourceJavaMethodDispatcher.dispatch("
    "ResourceJavaMethodDispatcher.java:75)",
    "com.sun.jersey.server.impl.uri.rules.HttpMethodRule.accept(HttpMethodRule.java:302)",
    "com.sun.jersey.server.impl.uri.rules.RightHandPathRule.accept(RightHandPathRule.java:147)",
    "com.sun.jersey.server.impl.uri.rules.ResourceClassRule.accept(ResourceClassRule.java:108)",
    "com.sun.jersey.server.impl.uri.rules.RightHandPathRule.accept(RightHandPathRule.java:147)",
    "com.sun.jersey.server.impl.uri.rules.RootResourceClassesRule.accept(RootResourceClassesRule.java:84)",
    "com.sun.jersey.server.impl.application.WebApplicationImpl._handleRequest(WebApplicationImpl.java:1542)",
    "com.sun.jersey.server.impl.application.WebApplicationImpl._handleRequest(WebApplicationImpl.java:1473)",
    "com.sun.jersey.server.impl.application.WebApplicationImpl.handleRequest(WebApplicationImpl.java:1419)",
    "com.sun.jersey.server.impl.application.WebApplicationImpl.handleRequest(WebApplicationImpl.java:1409)",
    "com.sun.jersey.spi.container.servlet.WebComponent.service(WebComponent.java:409)",
    "com.sun.jersey.spi.container.servlet.ServletContainer.service(ServletContainer.java:558)",
    "com.sun.jersey.spi.container.servlet.ServletContainer.doFilter(ServletContainer.java:927)",
    "com.sun.jersey.spi.container.servlet.ServletContainer.doFilter(ServletContainer.java:875)",
    "com.sun.jersey.spi.container.servlet.ServletContainer.doFilter(ServletContainer.java:829)",
    "com.google.inject.servlet.FilterDefinition.doFilter(FilterDefinition.java:168)",
    "com.google.inject.servlet.FilterChainInvocation.doFilter(FilterChainInvocation.java:66)",
    "org.killbill.billing.server.security.TenantFilter.doFilter(TenantFilter.java:99)",
    "com.google.inject.servlet.FilterDefinition.doFilter(FilterDefinition.java:168)",
    "com.google.inject.servlet.FilterChainInvocation.doFilter(FilterChainInvocation.java:58)",
    "org.apache.shiro.web.servlet.AbstractShiroFilter.executeChain(AbstractShiroFilter.java:449)",
    "org.apache.shiro.web.servlet.AbstractShiroFilter$1.call(AbstractShiroFilter.java:365)",
    "org.apache.shiro.subject.support.SubjectCallable.doCall(SubjectCallable.java:90)",
    "org.apache.shiro.subject.support.SubjectCallable.call(SubjectCallable.java:83)",
    "org.apache.shiro.subject.support.DelegatingSubject.execute(DelegatingSubject.java:383)",
    "org.apache.shiro.web.servlet.AbstractShiroFilter.doFilterInternal(AbstractShiroFilter.java:362)",
    "org.apache.shiro.web.servlet.OncePerRequestFilter.doFilter(OncePerRequestFilter.java:125)",
    "com.google.inject.servlet.FilterDefinition.doFilter(FilterDefinition.java:168)",
    "com.google.inject.servlet.FilterChainInvocation.doFilter(FilterChainInvocation.java:58)",
    "com.google.inject.servlet.ManagedFilterPipeline.dispatch(ManagedFilterPipeline.java:118)",
    "com.google.inject.servlet.GuiceFilter$1.call(GuiceFilter.java:133)",
    "com.google.inject.servlet.GuiceFilter$1.call(GuiceFilter.java:130)",
    "com.google.inject.servlet.GuiceFilter$Context.call(GuiceFilter.java:203)",
    "com.google.inject.servlet.GuiceFilter.doFilter(GuiceFilter.java:130)",
    "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:241)",
    "org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)",
    "org.killbill.billing.server.filters.ResponseCorsFilter.doFilter(ResponseCorsFilter.java:72)",
    "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:241)",
    "org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)",
    "ch.qos.logback.classic.helpers.MDCInsertingServletFilter.doFilter(MDCInsertingServletFilter.java:49)",
    "org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:241)",
    "org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)",
    "org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:218)",
    "org.apache.catalina.core.StandardContextValve.invoke(StandardContextValve.java:110)",
    "org.apache.catalina.authenticator.AuthenticatorBase.invoke(AuthenticatorBase.java:506)",
    "org.apache.catalina.core.StandardHostValve.invoke(StandardHostValve.java:169)",
    "org.apache.catalina.valves.ErrorReportValve.invoke(ErrorReportValve.java:103)",
    "org.apache.catalina.valves.RemoteIpValve.invoke(RemoteIpValve.java:683)",
    "org.apache.catalina.core.StandardEngineValve.invoke(StandardEngineValve.java:116)",
    "org.apache.catalina.connector.CoyoteAdapter.service(CoyoteAdapter.java:445)",
    "org.apache.coyote.http11.AbstractHttp11Processor.process(AbstractHttp11Processor.java:1115)",
    "org.apache.coyote.AbstractProtocol$AbstractConnectionHandler.process(AbstractProtocol.java:637)",
    "org.apache.tomcat.util.net.JIoEndpoint$SocketProcessor.run(JIoEndpoint.java:316)",
    "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1142)",
    "java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:617)",
    "org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run(TaskThread.java:61)",
    "java.lang.Thread.run(Thread.java:745)",
};

}  // namespace culprit::bench
