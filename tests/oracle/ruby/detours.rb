# Not loaded but evaluated, under the name of some plugin's file: the frames
# that a failure passes on its way up through Ruby's own code.

module_function

def charge
  yield
end

def charge!
  yield
ensure
  @charged = true
end

def authorized?
  [1].each { return yield }
end

def capture_all
  [1, 2].map { |_| yield }
end

def lookup
  { a: 1 }.each_pair { |_, _| yield }
end

def in_order
  [2, 1].sort_by { yield }
end

def in_transaction
  catch(:done) { yield }
end

def by_lambda
  -> { yield }.call
end

def by_name
  method(:charge).to_proc.call { yield }
end

def by_evaluation
  instance_exec { yield }
end

def by_construction
  Class.new { define_method(:initialize) { |&todo| todo.call } }.new { yield }
end

def by_missing_method
  Class.new { define_method(:method_missing) { |_name, &todo| todo.call } }.new.void { yield }
end

def by_operator
  Class.new { define_method(:<=>) { |todo| todo.call } }.new <=> -> { yield }
end

def by_class_method
  Class.new { define_singleton_method(:call) { |&todo| todo.call } }.call { yield }
end

def größe_prüfen
  yield
end

define_method(:'with blanks') { |&todo| todo.call }
module_function :'with blanks'
