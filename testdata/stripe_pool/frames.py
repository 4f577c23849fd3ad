"""Stack frames of Kill Bill 0.18 on Tomcat 7, Java 8 and JRuby 1.7, innermost first."""


def frames(text, **names):
    """One frame a line; {name} stands for a keyword argument."""
    return tuple(line.format(**names) for line in text.split("\n") if line)


TOMCAT = frames("""
org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:241)
org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)
org.killbill.billing.server.filters.ResponseCorsFilter.doFilter(ResponseCorsFilter.java:72)
org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:241)
org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)
ch.qos.logback.classic.helpers.MDCInsertingServletFilter.doFilter(MDCInsertingServletFilter.java:49)
org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:241)
org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:208)
org.apache.catalina.core.StandardWrapperValve.invoke(StandardWrapperValve.java:218)
org.apache.catalina.core.StandardContextValve.invoke(StandardContextValve.java:110)
org.apache.catalina.authenticator.AuthenticatorBase.invoke(AuthenticatorBase.java:506)
org.apache.catalina.core.StandardHostValve.invoke(StandardHostValve.java:169)
org.apache.catalina.valves.ErrorReportValve.invoke(ErrorReportValve.java:103)
org.apache.catalina.valves.RemoteIpValve.invoke(RemoteIpValve.java:683)
org.apache.catalina.core.StandardEngineValve.invoke(StandardEngineValve.java:116)
org.apache.catalina.connector.CoyoteAdapter.service(CoyoteAdapter.java:445)
org.apache.coyote.http11.AbstractHttp11Processor.process(AbstractHttp11Processor.java:1115)
org.apache.coyote.AbstractProtocol$AbstractConnectionHandler.process(AbstractProtocol.java:637)
org.apache.tomcat.util.net.JIoEndpoint$SocketProcessor.run(JIoEndpoint.java:316)
java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1142)
java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:617)
org.apache.tomcat.util.threads.TaskThread$WrappingRunnable.run(TaskThread.java:61)
java.lang.Thread.run(Thread.java:745)
""")

GUICE_SERVLET = frames("""
com.google.inject.servlet.FilterChainInvocation.doFilter(FilterChainInvocation.java:66)
org.killbill.billing.server.security.TenantFilter.doFilter(TenantFilter.java:99)
com.google.inject.servlet.FilterDefinition.doFilter(FilterDefinition.java:168)
com.google.inject.servlet.FilterChainInvocation.doFilter(FilterChainInvocation.java:58)
org.apache.shiro.web.servlet.AbstractShiroFilter.executeChain(AbstractShiroFilter.java:449)
org.apache.shiro.web.servlet.AbstractShiroFilter$1.call(AbstractShiroFilter.java:365)
org.apache.shiro.subject.support.SubjectCallable.doCall(SubjectCallable.java:90)
org.apache.shiro.subject.support.SubjectCallable.call(SubjectCallable.java:83)
org.apache.shiro.subject.support.DelegatingSubject.execute(DelegatingSubject.java:383)
org.apache.shiro.web.servlet.AbstractShiroFilter.doFilterInternal(AbstractShiroFilter.java:362)
org.apache.shiro.web.servlet.OncePerRequestFilter.doFilter(OncePerRequestFilter.java:125)
com.google.inject.servlet.FilterDefinition.doFilter(FilterDefinition.java:168)
com.google.inject.servlet.FilterChainInvocation.doFilter(FilterChainInvocation.java:58)
com.google.inject.servlet.ManagedFilterPipeline.dispatch(ManagedFilterPipeline.java:118)
com.google.inject.servlet.GuiceFilter$1.call(GuiceFilter.java:133)
com.google.inject.servlet.GuiceFilter$1.call(GuiceFilter.java:130)
com.google.inject.servlet.GuiceFilter$Context.call(GuiceFilter.java:203)
com.google.inject.servlet.GuiceFilter.doFilter(GuiceFilter.java:130)
""")

JERSEY = frames("""
com.sun.jersey.spi.container.JavaMethodInvokerFactory$1.invoke(JavaMethodInvokerFactory.java:60)
com.sun.jersey.server.impl.model.method.dispatch.AbstractResourceMethodDispatchProvider$ResponseOutInvoker._dispatch(AbstractResourceMethodDispatchProvider.java:205)
com.sun.jersey.server.impl.model.method.dispatch.ResourceJavaMethodDispatcher.dispatch(ResourceJavaMethodDispatcher.java:75)
com.sun.jersey.server.impl.uri.rules.HttpMethodRule.accept(HttpMethodRule.java:302)
com.sun.jersey.server.impl.uri.rules.RightHandPathRule.accept(RightHandPathRule.java:147)
com.sun.jersey.server.impl.uri.rules.ResourceClassRule.accept(ResourceClassRule.java:108)
com.sun.jersey.server.impl.uri.rules.RightHandPathRule.accept(RightHandPathRule.java:147)
com.sun.jersey.server.impl.uri.rules.RootResourceClassesRule.accept(RootResourceClassesRule.java:84)
com.sun.jersey.server.impl.application.WebApplicationImpl._handleRequest(WebApplicationImpl.java:1542)
com.sun.jersey.server.impl.application.WebApplicationImpl._handleRequest(WebApplicationImpl.java:1473)
com.sun.jersey.server.impl.application.WebApplicationImpl.handleRequest(WebApplicationImpl.java:1419)
com.sun.jersey.server.impl.application.WebApplicationImpl.handleRequest(WebApplicationImpl.java:1409)
com.sun.jersey.spi.container.servlet.WebComponent.service(WebComponent.java:409)
com.sun.jersey.spi.container.servlet.ServletContainer.service(ServletContainer.java:558)
com.sun.jersey.spi.container.servlet.ServletContainer.doFilter(ServletContainer.java:927)
com.sun.jersey.spi.container.servlet.ServletContainer.doFilter(ServletContainer.java:875)
com.sun.jersey.spi.container.servlet.ServletContainer.doFilter(ServletContainer.java:829)
com.google.inject.servlet.FilterDefinition.doFilter(FilterDefinition.java:168)
""")

_AOP = """
sun.reflect.GeneratedMethodAccessor{accessor}.invoke(Unknown Source)
sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)
java.lang.reflect.Method.invoke(Method.java:498)
org.killbill.billing.util.glue.KillbillApiAopModule$ProfilingMethodInterceptor$1.execute(KillbillApiAopModule.java:77)
org.killbill.commons.profiling.Profiling.executeWithProfiling(Profiling.java:33)
org.killbill.billing.util.glue.KillbillApiAopModule$ProfilingMethodInterceptor.invoke(KillbillApiAopModule.java:92)
com.google.inject.internal.InterceptorStackCallback$InterceptedMethodInvocation.proceed(InterceptorStackCallback.java:72)
com.google.inject.internal.InterceptorStackCallback.intercept(InterceptorStackCallback.java:52)
"""

_RESOURCES = {
    "AUTHORIZE": """
org.killbill.billing.payment.api.DefaultPaymentApi.createAuthorizationWithPaymentControl(DefaultPaymentApi.java:196)
""" + _AOP + """
org.killbill.billing.payment.api.DefaultPaymentApi$$EnhancerByGuice$$6d0e9b1f.createAuthorizationWithPaymentControl(<generated>)
org.killbill.billing.jaxrs.resources.AccountResource.processPayment(AccountResource.java:965)
org.killbill.billing.jaxrs.resources.AccountResource.processPayment(AccountResource.java:880)
sun.reflect.GeneratedMethodAccessor{resource}.invoke(Unknown Source)
sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)
java.lang.reflect.Method.invoke(Method.java:498)
""",
    "CAPTURE": """
org.killbill.billing.payment.api.DefaultPaymentApi.createCaptureWithPaymentControl(DefaultPaymentApi.java:263)
""" + _AOP + """
org.killbill.billing.payment.api.DefaultPaymentApi$$EnhancerByGuice$$6d0e9b1f.createCaptureWithPaymentControl(<generated>)
org.killbill.billing.jaxrs.resources.PaymentResource.captureAuthorizationInternal(PaymentResource.java:364)
org.killbill.billing.jaxrs.resources.PaymentResource.captureAuthorization(PaymentResource.java:321)
sun.reflect.GeneratedMethodAccessor{resource}.invoke(Unknown Source)
sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)
java.lang.reflect.Method.invoke(Method.java:498)
""",
    "PURCHASE": """
org.killbill.billing.payment.api.DefaultPaymentApi.createPurchaseWithPaymentControl(DefaultPaymentApi.java:330)
""" + _AOP + """
org.killbill.billing.payment.api.DefaultPaymentApi$$EnhancerByGuice$$6d0e9b1f.createPurchaseWithPaymentControl(<generated>)
org.killbill.billing.jaxrs.resources.AccountResource.processPayment(AccountResource.java:969)
org.killbill.billing.jaxrs.resources.AccountResource.processPayment(AccountResource.java:880)
sun.reflect.GeneratedMethodAccessor{resource}.invoke(Unknown Source)
sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)
java.lang.reflect.Method.invoke(Method.java:498)
""",
}

_PLUGIN_INFO_RESOURCE = """
org.killbill.billing.payment.core.PaymentProcessor.getPaymentTransactionInfoPlugins(PaymentProcessor.java:618)
org.killbill.billing.payment.core.PaymentProcessor.toPayment(PaymentProcessor.java:534)
org.killbill.billing.payment.core.PaymentProcessor.getPayment(PaymentProcessor.java:205)
org.killbill.billing.payment.api.DefaultPaymentApi.getPayment(DefaultPaymentApi.java:684)
""" + _AOP + """
org.killbill.billing.payment.api.DefaultPaymentApi$$EnhancerByGuice$$6d0e9b1f.getPayment(<generated>)
org.killbill.billing.jaxrs.resources.PaymentResource.getPayment(PaymentResource.java:126)
sun.reflect.GeneratedMethodAccessor{resource}.invoke(Unknown Source)
sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)
java.lang.reflect.Method.invoke(Method.java:498)
"""

_VERBS = {
    "AUTHORIZE": ("Authorize", "createAuthorization", "authorizePayment", "authorize_payment", 31),
    "CAPTURE": ("Capture", "createCapture", "capturePayment", "capture_payment", 47),
    "PURCHASE": ("Purchase", "createPurchase", "purchasePayment", "purchase_payment", 63),
}

_STATE_MACHINE = """
org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperationCallback(PaymentOperation.java:92)
org.killbill.automaton.DefaultOperation.run(DefaultOperation.java:43)
org.killbill.automaton.DefaultState.runOperation(DefaultState.java:66)
org.killbill.billing.payment.core.sm.PaymentAutomatonRunner.runStateMachineOperation(PaymentAutomatonRunner.java:305)
org.killbill.billing.payment.core.sm.PaymentAutomatonRunner.run(PaymentAutomatonRunner.java:184)
"""

_PROCESSOR = """
org.killbill.billing.payment.core.PaymentProcessor.performOperation(PaymentProcessor.java:476)
org.killbill.billing.payment.core.PaymentProcessor.{create}(PaymentProcessor.java:{line})
org.killbill.billing.payment.core.sm.control.{verb}ControlOperation.doCallSpecificOperationCallback({verb}ControlOperation.java:47)
org.killbill.billing.payment.core.sm.control.OperationControlCallback$1.doOperation(OperationControlCallback.java:123)
org.killbill.billing.payment.core.PluginControlPaymentProcessor.{create}(PluginControlPaymentProcessor.java:{line})
"""

_WORKER = """
org.killbill.billing.payment.core.sm.payments.PaymentOperation.access$000(PaymentOperation.java:47)
org.killbill.billing.payment.core.sm.payments.PaymentOperation$1.doOperation(PaymentOperation.java:137)
org.killbill.billing.payment.core.sm.OperationCallbackBase$1.call(OperationCallbackBase.java:88)
org.killbill.commons.locker.memory.WithLock.call(WithLock.java:52)
org.killbill.billing.payment.dispatcher.CallableWithRequestData.call(CallableWithRequestData.java:58)
java.util.concurrent.FutureTask.run(FutureTask.java:266)
org.killbill.commons.profiling.WithProfilingThreadPoolExecutor$1.run(WithProfilingThreadPoolExecutor.java:61)
java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1142)
java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:617)
java.lang.Thread.run(Thread.java:745)
"""

_GEMS = "/var/tmp/bundles/plugins/ruby/killbill-stripe/0.2.1/gems/gems"
_PLUGIN = "/var/tmp/bundles/plugins/ruby/killbill-stripe/0.2.1/lib"


def _names(operation):
    verb, create, java_method, ruby_method, line = _VERBS[operation]
    return {
        "verb": verb, "create": create, "java_method": java_method, "ruby_method": ruby_method, "line": 100 + line,
        "gems": _GEMS, "plugin": _PLUGIN,
    }


def _request(resource, accessor):
    return (frames(resource, accessor=accessor, resource=accessor + 40) + JERSEY + GUICE_SERVLET + TOMCAT)


def waiting_for_plugin(operation, accessor):
    """The HTTP thread that asked the plugin's thread for its result."""
    return frames("""
java.util.concurrent.FutureTask.report(FutureTask.java:122)
java.util.concurrent.FutureTask.get(FutureTask.java:206)
org.killbill.billing.payment.dispatcher.PluginDispatcher.dispatchWithTimeout(PluginDispatcher.java:69)
org.killbill.billing.payment.core.sm.OperationCallbackBase.dispatchWithAccountLockAndTimeout(OperationCallbackBase.java:84)
org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperationCallbackWithDispatchAndAccountLock(PaymentOperation.java:132)
""" + _STATE_MACHINE + _PROCESSOR, **_names(operation)) + _request(_RESOURCES[operation], accessor)


def state_machine(operation, accessor):
    """The HTTP thread that turned a failed operation into an API exception."""
    return frames("""
org.killbill.billing.payment.core.sm.PaymentAutomatonRunner.runStateMachineOperation(PaymentAutomatonRunner.java:311)
org.killbill.billing.payment.core.sm.PaymentAutomatonRunner.run(PaymentAutomatonRunner.java:184)
""" + _PROCESSOR, **_names(operation)) + _request(_RESOURCES[operation], accessor)


def plugin_info(accessor):
    """The HTTP thread that asked for a payment with its plugin's view of it."""
    return _request(_PLUGIN_INFO_RESOURCE, accessor)


def plugin_failed():
    """The plugin's thread, where the plugin's exception became an operation's."""
    return frames("""
org.killbill.billing.payment.core.sm.payments.PaymentOperation.unwrapExceptionFromDispatchedTask(PaymentOperation.java:111)
org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperation(PaymentOperation.java:184)
""" + _WORKER)


def plugin_called(operation):
    """The plugin's thread, where the plugin's exception was caught."""
    return frames("""
org.killbill.billing.payment.core.sm.payments.{verb}Operation.doCallSpecificOperationCallback({verb}Operation.java:56)
org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperation(PaymentOperation.java:167)
""" + _WORKER, **_names(operation))


def missing_resource(operation):
    """The plugin's thread, with JRuby looking up a Ruby file whose name is no URL."""
    return frames("""
sun.misc.URLClassPath$Loader.findResource(URLClassPath.java:711)
sun.misc.URLClassPath.findResource(URLClassPath.java:225)
java.net.URLClassLoader$2.run(URLClassLoader.java:572)
java.net.URLClassLoader$2.run(URLClassLoader.java:570)
java.security.AccessController.doPrivileged(Native Method)
java.net.URLClassLoader.findResource(URLClassLoader.java:569)
org.jruby.util.JRubyClassLoader.findResource(JRubyClassLoader.java:158)
java.lang.ClassLoader.getResource(ClassLoader.java:1096)
org.jruby.util.ClasspathResource.create(ClasspathResource.java:49)
org.jruby.util.JRubyFile.createResource(JRubyFile.java:101)
org.jruby.RubyFile.fileResource(RubyFile.java:1273)
org.jruby.RubyFileTest.exist_p(RubyFileTest.java:103)
org.jruby.RubyFile$INVOKER$s$1$0$exist_p.call(RubyFile$INVOKER$s$1$0$exist_p.gen)
org.jruby.runtime.callsite.CachingCallSite.cacheAndCall(CachingCallSite.java:326)
org.jruby.runtime.callsite.CachingCallSite.call(CachingCallSite.java:170)
org.jruby.ast.CallOneArgNode.interpret(CallOneArgNode.java:57)
org.jruby.ast.IfNode.interpret(IfNode.java:110)
org.jruby.ast.NewlineNode.interpret(NewlineNode.java:105)
org.jruby.ast.BlockNode.interpret(BlockNode.java:71)
org.jruby.evaluator.ASTInterpreter.INTERPRET_METHOD(ASTInterpreter.java:74)
org.jruby.internal.runtime.methods.InterpretedMethod.call(InterpretedMethod.java:161)
org.jruby.internal.runtime.methods.DefaultMethod.call(DefaultMethod.java:190)
org.jruby.runtime.callsite.CachingCallSite.call(CachingCallSite.java:134)
rubyjit.Killbill$$Plugin$$ActiveMerchant$$Gateway$$method_missing_ba8a52f1.block_0$RUBY$__file__({gems}/killbill-4.2.1/lib/killbill/helpers/active_merchant/gateway.rb:40)
rubyjit.Killbill$$Plugin$$ActiveMerchant$$Gateway$$method_missing_ba8a52f1.__file__({gems}/killbill-4.2.1/lib/killbill/helpers/active_merchant/gateway.rb:38)
org.jruby.internal.runtime.methods.JittedMethod.call(JittedMethod.java:221)
org.jruby.runtime.callsite.CachingCallSite.call(CachingCallSite.java:202)
Killbill$$Plugin$$Api$$PaymentPluginApi_333871130.{java_method}(Killbill$$Plugin$$Api$$PaymentPluginApi_333871130.gen:13)
org.killbill.billing.osgi.bundles.jruby.JRubyPaymentPlugin$1.doCall(JRubyPaymentPlugin.java:103)
org.killbill.billing.osgi.bundles.jruby.JRubyPlugin.callWithRuntimeAndChecking(JRubyPlugin.java:229)
org.killbill.billing.osgi.bundles.jruby.JRubyPaymentPlugin.{java_method}(JRubyPaymentPlugin.java:99)
sun.reflect.NativeMethodAccessorImpl.invoke0(Native Method)
sun.reflect.NativeMethodAccessorImpl.invoke(NativeMethodAccessorImpl.java:62)
sun.reflect.DelegatingMethodAccessorImpl.invoke(DelegatingMethodAccessorImpl.java:43)
java.lang.reflect.Method.invoke(Method.java:498)
org.killbill.billing.osgi.ContextClassLoaderHelper$1.invoke(ContextClassLoaderHelper.java:60)
com.sun.proxy.$Proxy129.{java_method}(Unknown Source)
org.killbill.billing.payment.core.sm.payments.{verb}Operation.doCallSpecificOperationCallback({verb}Operation.java:52)
org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperation(PaymentOperation.java:163)
""" + _WORKER, **_names(operation))


def torn_array(operation):
    """The plugin's thread, in Ruby code that shares an Array with another thread."""
    return frames("""
org.jruby.RubyArray.delete_if(org/jruby/RubyArray.java:2648)
RUBY.remove({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:176)
org.jruby.ext.thread.Mutex.synchronize(org/jruby/ext/thread/Mutex.java:149)
RUBY.synchronize({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:66)
RUBY.wait_poll({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:161)
org.jruby.RubyKernel.loop(org/jruby/RubyKernel.java:1507)
RUBY.wait_poll({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:150)
RUBY.poll({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:97)
RUBY.acquire_connection({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:422)
RUBY.checkout({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:350)
RUBY.connection({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:265)
RUBY.retrieve_connection({gems}/activerecord-4.1.9/lib/active_record/connection_adapters/abstract/connection_pool.rb:548)
RUBY.retrieve_connection({gems}/activerecord-4.1.9/lib/active_record/connection_handling.rb:79)
RUBY.connection({gems}/activerecord-4.1.9/lib/active_record/connection_handling.rb:53)
RUBY.transaction({gems}/activerecord-4.1.9/lib/active_record/transactions.rb:208)
RUBY.save_response_and_transaction({gems}/killbill-4.2.1/lib/killbill/helpers/active_merchant/payment_plugin.rb:487)
RUBY.dispatch_to_gateways({gems}/killbill-4.2.1/lib/killbill/helpers/active_merchant/payment_plugin.rb:416)
RUBY.{ruby_method}({gems}/killbill-4.2.1/lib/killbill/helpers/active_merchant/payment_plugin.rb:{line})
RUBY.{ruby_method}({plugin}/stripe/api.rb:{line})
RUBY.{ruby_method}({gems}/killbill-4.2.1/lib/killbill/gen/plugin-api/payment_plugin_api.rb:{line})
Killbill$$Plugin$$Api$$PaymentPluginApi_333871130.{java_method}(Killbill$$Plugin$$Api$$PaymentPluginApi_333871130.gen:13)
org.killbill.billing.osgi.bundles.jruby.JRubyPaymentPlugin$1.doCall(org/killbill/billing/osgi/bundles/jruby/JRubyPaymentPlugin.java:103)
org.killbill.billing.osgi.bundles.jruby.JRubyPlugin.callWithRuntimeAndChecking(org/killbill/billing/osgi/bundles/jruby/JRubyPlugin.java:229)
org.killbill.billing.osgi.bundles.jruby.JRubyPaymentPlugin.{java_method}(org/killbill/billing/osgi/bundles/jruby/JRubyPaymentPlugin.java:99)
java.lang.reflect.Method.invoke(java/lang/reflect/Method.java:498)
org.killbill.billing.osgi.ContextClassLoaderHelper$1.invoke(org/killbill/billing/osgi/ContextClassLoaderHelper.java:60)
com.sun.proxy.$Proxy129.{java_method}(com/sun/proxy/$Proxy129)
org.killbill.billing.payment.core.sm.payments.{verb}Operation.doCallSpecificOperationCallback(org/killbill/billing/payment/core/sm/payments/{verb}Operation.java:52)
org.killbill.billing.payment.core.sm.payments.PaymentOperation.doOperation(org/killbill/billing/payment/core/sm/payments/PaymentOperation.java:163)
org.killbill.billing.payment.core.sm.payments.PaymentOperation.access$000(org/killbill/billing/payment/core/sm/payments/PaymentOperation.java:47)
org.killbill.billing.payment.core.sm.payments.PaymentOperation$1.doOperation(org/killbill/billing/payment/core/sm/payments/PaymentOperation.java:137)
org.killbill.billing.payment.core.sm.OperationCallbackBase$1.call(org/killbill/billing/payment/core/sm/OperationCallbackBase.java:88)
org.killbill.commons.locker.memory.WithLock.call(org/killbill/commons/locker/memory/WithLock.java:52)
org.killbill.billing.payment.dispatcher.CallableWithRequestData.call(org/killbill/billing/payment/dispatcher/CallableWithRequestData.java:58)
java.util.concurrent.FutureTask.run(java/util/concurrent/FutureTask.java:266)
org.killbill.commons.profiling.WithProfilingThreadPoolExecutor$1.run(org/killbill/commons/profiling/WithProfilingThreadPoolExecutor.java:61)
java.util.concurrent.ThreadPoolExecutor.runWorker(java/util/concurrent/ThreadPoolExecutor.java:1142)
java.util.concurrent.ThreadPoolExecutor$Worker.run(java/util/concurrent/ThreadPoolExecutor.java:617)
java.lang.Thread.run(java/lang/Thread.java:745)
""", **_names(operation))
