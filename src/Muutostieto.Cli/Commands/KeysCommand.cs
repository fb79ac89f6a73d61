using System.CommandLine;
using System.Globalization;
using System.Text;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Signing;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;
using Muutostieto.Records.Signing;

namespace Muutostieto.Cli.Commands;

/// <summary><c>keys new | list | retire | remove</c>: the keys that sign manifests.</summary>
internal static class KeysCommand
{
    internal static Command Create(CommandContext context)
    {
        var make = new Command(
            "new",
            "Make a key. The first one signs at once; another one when those before it are retired, so that recipients can get it first");
        make.SetAction(parsed => New(context, parsed));

        var list = new Command("list", "Show the keys, and the file of their public halves for recipients (OpenSSH allowed_signers)");
        list.SetAction(parsed => List(context, parsed));

        var retired = new Argument<string>("KEY") { Description = "Name of the key; \"keys list\" shows it" };
        var retire = new Command(
            "retire",
            "Delete the private half of a key, so that the next key signs. Recipients still verify what it has signed") { retired };
        retire.SetAction(parsed => Retire(context, parsed, parsed.GetValue(retired)!));

        var removed = new Argument<string>("KEY") { Description = "Name of a retired key" };
        var force = new Option<bool>("--force")
        {
            Description = "Also when a delivery that it has signed is not received: for a key that has fallen into other hands",
        };
        var remove = new Command(
            "remove",
            "Take a retired key off the list for recipients, who then refuse what it has signed") { removed, force };
        remove.SetAction(parsed => Remove(context, parsed, parsed.GetValue(removed)!, parsed.GetValue(force)));
        return new Command("keys", "The keys that sign manifests, and those of series of samples")
        {
            make, list, retire, remove, SeriesCommand.Create(context),
        };
    }

    private static int New(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        using var log = RunLog.Open(work, "keys new", console: null);
        var key = work.Keys.New();
        log.Changed(key, "made");
        var advice = key.State == SigningKeyState.Signing
            ? "It signs from now on."
            : $"It signs when {work.Keys.Current()!.Name} is retired: give recipients the file first.";
        Show(context, parsed, work, [key], $"{advice} Public keys for recipients: {Installation.Shown(work.Keys.SignersPath)}");
        return (int)ExitCode.Done;
    }

    private static int List(CommandContext context, ParseResult parsed)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        var keys = work.Keys.List();
        Show(
            context,
            parsed,
            work,
            keys,
            keys.Count == 0
                ? $"No keys in {Installation.Shown(work.Configuration.Settings.Signing.Path)}. "
                    + $"{context.Words.Of(SigningKeys.Advice, new DeliveryRemedy.MakeKey())}"
                : $"Public keys for recipients: {Installation.Shown(work.Keys.SignersPath)}");
        return (int)ExitCode.Done;
    }

    private static int Retire(CommandContext context, ParseResult parsed, string name)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        using var log = RunLog.Open(work, "keys retire", console: null);
        var key = work.Keys.Retire(name);
        log.Changed(key, "retired");
        var advice = $"{work.Keys.Current()!.Name} signs from now on. When all that {name} has signed is received: keys remove {name}.";
        Show(context, parsed, work, [key], advice);
        return (int)ExitCode.Done;
    }

    private static int Remove(CommandContext context, ParseResult parsed, string name, bool force)
    {
        using var work = context.Open(parsed);
        work.Data.Require();
        var key = work.Keys.Find(name);
        if (!force && key.State == SigningKeyState.Retired && Waiting(work, key) is { Count: > 0 } waiting)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{name}: it has signed {Figures.Count(waiting.Count)} {(waiting.Count == 1 ? "delivery" : "deliveries")} not received "
                    + "yet, "
                + $"{waiting[0].Title} first; it was not removed. "
                + "Wait for the receipts, or withdraw them; if the key has fallen into other hands: --force.");
        }

        using var log = RunLog.Open(work, "keys remove", console: null);
        key = work.Keys.Remove(name);
        log.Changed(key, "removed");
        Show(context, parsed, work, [key], $"Give recipients the new file: {Installation.Shown(work.Keys.SignersPath)}");
        return (int)ExitCode.Done;
    }

    /// <summary>Deliveries that recipients have yet to verify with the key.</summary>
    private static List<Delivery> Waiting(Installation work, SigningKey key) =>
        work.Data.IsLedgerThere
            ?
            [
                .. work
                    .Ledger.List()
                    .Where(delivery =>
                        delivery.State is DeliveryState.Composed or DeliveryState.Published or DeliveryState.Overdue
                        && IsSignedBy(delivery, key)),
            ]
            : [];

    private static bool IsSignedBy(Delivery delivery, SigningKey key) =>
        delivery.Signature is { } signature && SshSignature.Parse(Encoding.ASCII.GetBytes(signature))?.Key.Equals(key.PublicKey) == true;

    private static void Show(CommandContext context, ParseResult parsed, Installation work, IReadOnlyList<SigningKey> keys, string advice)
    {
        if (context.Options.Json(parsed))
        {
            WriteJson(context, work, keys);
            return;
        }

        foreach (var key in keys)
        {
            context.Terminal.Out.WriteLine($"{key.Name}  {Word(key),-8} {key.PublicKey.Fingerprint}  {Day(key.Made)}".TrimEnd());
        }

        context.Terminal.Out.WriteLine(advice);
    }

    private static void WriteJson(CommandContext context, Installation work, IReadOnlyList<SigningKey> keys) =>
        JsonOutput.Write(context.Terminal.Out, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("allowedSigners", work.Keys.SignersPath);
        writer.WriteStartArray("keys");
        foreach (var key in keys)
        {
            writer.WriteStartObject();
            writer.WriteString("name", key.Name);
            writer.WriteString("state", Word(key));
            writer.WriteString("fingerprint", key.PublicKey.Fingerprint);
            writer.WriteString("publicKey", key.PublicKey.Line);
            writer.WriteString("made", Day(key.Made));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word(SigningKey key) => key.State switch
    {
        SigningKeyState.Signing => "signing",
        SigningKeyState.Next => "next",
        _ => "retired",
    };
}
