package dev.shoal.cli;

import dev.shoal.inventory.Host;
import dev.shoal.inventory.Selection;

/** What a run would do, for {@code --dry-run}. */
final class Plan {
    private final CommandContext desk;

    Plan(CommandContext desk) {
        this.desk = desk;
    }

    /** For a command, whose text may differ from host to host. */
    int print(Selection selection, Call call) throws UsageException, InterruptedException {
        var status = print(selection, call.given(), call.text());
        if (call.hostTexts().isPresent()) {
            var texts = call.hostTexts().get().of(selection.hosts());
            for (int i = 0; i < texts.size(); i++) {
                desk.print(selection.hosts().get(i).name() + ": " + texts.get(i));
            }
        }
        return status;
    }

    int print(Selection selection, OptionSet given, String command) throws UsageException {
        var fanOut = new OptionValues(given).fanOut(desk.site().defaults().fanOut());
        desk.print("would run on " + Targets.describe(selection) + ", " + fanOut.fanout() + " at a time: " + command);
        for (var host : selection.hosts()) {
            desk.print(line(host));
        }
        Targets.note(selection, given, desk);
        return ExitStatus.OK;
    }

    private static String line(Host host) {
        var address = host.address().equals(host.name()) ? "" : " " + host.address();
        var port = host.port().isPresent() ? " port " + host.port().getAsInt() : "";
        var user = host.user().map(name -> " user " + name).orElse("");
        return host.name() + address + port + user;
    }
}
