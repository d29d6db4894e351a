package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.script.KnownHost;
import dev.shoal.script.ScriptException;
import dev.shoal.script.Template;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills {@code #{…}} in what was typed. */
final class Templates {
    private final CommandContext context;

    Templates(CommandContext context) {
        this.context = context;
    }

    /** The options with their values: a list is several hosts where hosts are wanted, and refused elsewhere. */
    OptionSet filled(OptionSet options) throws UsageException, ScriptException, InterruptedException {
        var values = new EnumMap<Option, List<String>>(Option.class);
        for (var option : Option.values()) {
            if (options.has(option)) {
                var texts = new ArrayList<String>();
                for (var text : options.all(option)) {
                    texts.add(filled(option, text));
                }
                values.put(option, texts);
            }
        }
        return new OptionSet(values);
    }

    private String filled(Option option, String text) throws UsageException, ScriptException, InterruptedException {
        if (option.isNodeset()) {
            return nodeset(text);
        }
        var words = words(text);
        if (words.size() != 1) {
            throw new UsageException(
                    option.longName() + " needs one value, and " + text + " is a list of " + words.size());
        }
        return words.getFirst();
    }

    private List<String> words(String text) throws UsageException, ScriptException, InterruptedException {
        return Template.isOne(text) ? same(text).words(this::value) : List.of(text);
    }

    /** The call with its words filled: a word that is a list is several words, or several hosts where the verb takes hosts. */
    Verb.Invocation filled(Verb verb, Verb.Invocation call)
            throws UsageException, ScriptException, InterruptedException {
        if (!Template.isOne(call.text())) {
            return call;
        }
        var words = new ArrayList<String>();
        for (var word : call.words()) {
            if (verb.operand() == Verb.Operand.NODESET) {
                words.add(nodeset(word));
            } else {
                words.addAll(words(word));
            }
        }
        return Verb.Invocation.of(call.options(), words);
    }

    /** The nodeset with its values, of which a list is several hosts. */
    String nodeset(String text) throws UsageException, ScriptException, InterruptedException {
        return Template.isOne(text) ? same(text).nodeset(this::value) : text;
    }

    private static Template same(String text) throws UsageException, ScriptException {
        var template = Template.of(text);
        if (template.isPerHost()) {
            throw new UsageException(
                    "#{host} and #{i} are for commands on the hosts only; in local paths write {host}");
        }
        return template;
    }

    /** The call whose text is filled, for each host on its own where the text names {@code host} or {@code i}. */
    Verb.Invocation call(OptionSet options, List<String> words, String text)
            throws ScriptException, InterruptedException {
        if (!Template.isOne(text)) {
            return new Verb.Invocation(options, words, text);
        }
        var template = Template.of(text);
        if (template.isPerHost()) {
            return new Verb.Invocation(options, words, text, Optional.of(hosts -> texts(template, hosts)));
        }
        return new Verb.Invocation(options, words, template.text(this::value));
    }

    private List<String> texts(Template template, List<Host> hosts) throws UsageException, InterruptedException {
        var settings = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < hosts.size(); i++) {
            settings.add(Map.of("host", new KnownHost(hosts.get(i)), "i", i));
        }
        try {
            var values = new LinkedHashMap<String, List<Object>>();
            for (var expression : template.expressions()) {
                values.put(expression, value(expression, settings));
            }
            var texts = new ArrayList<String>();
            for (int i = 0; i < hosts.size(); i++) {
                var index = i;
                texts.add(template.text(
                        expression -> values.getOrDefault(expression, List.of()).get(index)));
            }
            return texts;
        } catch (ScriptException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private Object value(String expression) throws ScriptException, InterruptedException {
        return value(expression, List.of(Map.of())).getFirst();
    }

    private List<Object> value(String expression, List<Map<String, Object>> settings)
            throws ScriptException, InterruptedException {
        try {
            return known(expression, settings);
        } catch (ScriptException e) {
            throw new ScriptException("#{" + expression + "}: " + e.getMessage(), e);
        }
    }

    private List<Object> known(String expression, List<Map<String, Object>> settings) throws ScriptException {
        var values = new ArrayList<Object>();
        for (var value : context.groovy().evaluateEach(expression, settings)) {
            if (value == null) {
                throw new ScriptException("it has no value");
            }
            values.add(value);
        }
        return values;
    }
}
