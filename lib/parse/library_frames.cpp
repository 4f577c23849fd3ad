#include "parse/library_frames.hpp"

#include "parse/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace culprit::parse {
namespace {

constexpr std::string_view kPrefixes[] = {
    // The JDK, and what other languages bring with them.
    "$Proxy",
    "clojure.",
    "com.sun.",
    "groovy.",
    "jakarta.",
    "java.",
    "javax.",
    "jdk.",
    "kotlin.",
    "kotlinx.coroutines.",
    "org.codehaus.groovy.",
    "scala.",
    "sun.",
    // JRuby. What it compiles has names of its own: `rubyjit.…`, `RUBY.…`.
    "arjdbc.",
    "org.jcodings.",
    "org.joni.",
    "org.jruby.",
    // Servlet containers, and servers in general.
    "com.ibm.ws.",
    "io.dropwizard.",
    "io.netty.",
    "io.undertow.",
    "io.vertx.",
    "org.apache.catalina.",
    "org.apache.coyote.",
    "org.apache.cxf.",
    "org.apache.jasper.",
    "org.apache.juli.",
    "org.apache.naming.",
    "org.apache.tomcat.",
    "org.eclipse.jetty.",
    "org.glassfish.",
    "org.jboss.",
    "org.mortbay.",
    "org.wildfly.",
    "org.xnio.",
    "weblogic.",
    // What makes objects and calls methods for others.
    "com.google.inject.",
    "javassist.",
    "net.bytebuddy.",
    "net.sf.cglib.",
    "org.aopalliance.",
    "org.apache.felix.",
    "org.apache.shiro.",
    "org.aspectj.",
    "org.eclipse.osgi.",
    "org.jvnet.hk2.",
    "org.objenesis.",
    "org.osgi.",
    "org.quartz.",
    "org.springframework.",
    // Databases: pools, drivers, mappers.
    "com.jolbox.bonecp.",
    "com.mchange.",
    "com.microsoft.sqlserver.",
    "com.mysql.",
    "com.p6spy.",
    "com.zaxxer.hikari.",
    "oracle.jdbc.",
    "org.apache.commons.dbcp",
    "org.apache.commons.pool",
    "org.apache.derby.",
    "org.apache.ibatis.",
    "org.flywaydb.",
    "org.h2.",
    "org.hibernate.",
    "org.hsqldb.",
    "org.jdbi.",
    "org.jooq.",
    "org.mariadb.jdbc.",
    "org.postgresql.",
    "org.skife.jdbi.",
    "redis.clients.",
    "org.redisson.",
    // Clients of HTTP.
    "com.ning.http.",
    "okhttp3.",
    "okio.",
    "org.apache.hc.",
    "org.apache.http.",
    "org.asynchttpclient.",
    "retrofit2.",
    // What all use.
    "ch.qos.logback.",
    "com.codahale.metrics.",
    "com.esotericsoftware.kryo.",
    "com.fasterxml.",
    "com.google.common.",
    "com.google.gson.",
    "io.micrometer.",
    "io.opentelemetry.",
    "io.reactivex.",
    "org.apache.commons.",
    "org.apache.log4j.",
    "org.apache.logging.",
    "org.bouncycastle.",
    "org.codehaus.jackson.",
    "org.joda.time.",
    "org.slf4j.",
    "reactor.",
    "rx.",
    // Tests.
    "junit.",
    "org.apache.maven.surefire.",
    "org.gradle.",
    "org.junit.",
    "org.mockito.",
    "org.testng.",
};

/// In frames of classes that somebody wrote no such name is: Guice, Spring and
/// CGLIB extend classes, the JVM makes one of each lambda, JRuby one of each interface.
constexpr std::string_view kGenerated[] = {"$$EnhancerBy", "$$FastClassBy", "$$SpringCGLIB",
                                           "$$Lambda",     "(<generated>)", ".gen:"};

/// The first eight bytes as a number, in whose order they stand.
std::uint64_t first_eight(std::string_view text) {
  std::array<unsigned char, 8> bytes{};
  std::memcpy(bytes.data(), text.data(), std::min(text.size(), bytes.size()));
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

/// `java.base@17.0.9/`, `app//`, `ParallelWebappClassLoader//`. In the name of a
/// hidden class, `Foo$$Lambda$34/0x…`, what stands in front of the slash has a dollar.
std::string_view without_module(std::string_view frame) {
  for (;;) {
    const std::size_t end = frame.find_first_of("/($");
    if (end == std::string_view::npos || frame[end] != '/') return frame;
    frame.remove_prefix(end + 1);
  }
}

/// `~[killbill-payment-0.18.jar:na]`, `[?:?]`; and what follows a wrapped or mixed line.
std::string_view without_packaging(std::string_view frame) {
  const std::size_t close = frame.find(')', std::min(frame.find('('), frame.size()));
  if (close == std::string_view::npos) return frame;
  const std::string_view behind = frame.substr(close + 1);
  if (behind.empty() || behind.starts_with(" [") || behind.starts_with(" ~["))
    return frame.substr(0, close + 1);
  // Names of methods may hold parentheses, too.
  for (const std::string_view mark : {") [", ") ~["})
    if (const std::size_t at = frame.find(mark); at != std::string_view::npos) return frame.substr(0, at + 1);
  return frame.ends_with(')') ? frame : frame.substr(0, close + 1);
}

bool is_generated(std::string_view frame) {
  return std::ranges::any_of(
      kGenerated, [&](std::string_view mark) { return frame.find(mark) != std::string_view::npos; });
}

/// Files that come with Ruby. Gems are in folders below its own.
bool is_of_ruby(std::string_view path) {
  if (path.find("/gems/") != std::string_view::npos) return false;
  for (const std::string_view folder :
       {"/lib/ruby/", "<internal:", "classloader:/jruby/", "classpath:/jruby/"})
    if (path.find(folder) != std::string_view::npos) return true;
  return false;
}

/// Where Ruby calls Java, the file is named by its class: `org/jruby/RubyKernel.java:1040`.
bool is_java_path(std::string_view path) {
  return !path.starts_with('/') && path.find(".java:") != std::string_view::npos;
}

}  // namespace

std::span<const std::string_view> library_prefixes() { return kPrefixes; }

LibraryFrames::LibraryFrames(std::vector<std::string> prefixes) {
  std::ranges::sort(prefixes);
  for (std::string& prefix : prefixes) {
    if (!prefixes_.empty() && prefix.starts_with(prefixes_.back())) continue;
    keys_.push_back(first_eight(prefix));
    prefixes_.push_back(std::move(prefix));
  }
}

/// As no prefix begins with another, all that fit could stand only directly
/// before the frame's place in order. Of those with the frame's first eight
/// bytes any may be it.
bool LibraryFrames::covers(std::string_view frame) const {
  const std::uint64_t key = first_eight(frame);
  auto at = static_cast<std::size_t>(std::ranges::upper_bound(keys_, key) - keys_.begin());
  while (at-- > 0) {
    if (frame.starts_with(prefixes_[at])) return true;
    if (keys_[at] != key) return false;
  }
  return false;
}

std::string_view LibraryFrames::application_frame(std::string_view frame) const {
  if (covers(frame)) return {};
  const std::string_view named = without_module(frame);
  if (named.size() != frame.size() && covers(named)) return {};
  const std::string_view bare = without_packaging(trim_end(named.substr(0, named.find('\r'))));
  if (is_generated(bare)) return {};
  const std::size_t file = bare.rfind('(') + 1;
  if (const std::string_view place = bare.substr(file);
      file != 0 && place.find(".rb") != std::string_view::npos)
    // Where JRuby calls a method that it didn't compile: the frame below has the name.
    if (is_of_ruby(place) || bare.find(".invokeOther") < file) return {};
  return bare;
}

std::string_view LibraryFrames::application_ruby_frame(std::string_view frame) const {
  frame = trim_end(frame);
  const std::size_t digits = frame.find_first_not_of("0123456789");
  if (digits != std::string_view::npos && frame.substr(digits).starts_with(": from "))
    frame.remove_prefix(digits + 2);
  if (frame.starts_with("from ")) frame.remove_prefix(5);
  if (covers(frame) || is_of_ruby(frame) || is_generated(frame)) return {};
  const std::size_t at = frame.find("at ");
  const bool has_method = at != std::string_view::npos && (at == 0 || frame[at - 1] == ' ');
  const std::string_view path = has_method ? frame.substr(at + 3) : frame;
  if (is_java_path(path)) {
    std::array<char, 64> name{};
    const std::size_t length = path.substr(0, name.size()).copy(name.data(), name.size());
    std::replace(name.begin(), name.end(), '/', '.');
    if (covers({name.data(), length})) return {};
  }
  return frame;
}

}  // namespace culprit::parse
