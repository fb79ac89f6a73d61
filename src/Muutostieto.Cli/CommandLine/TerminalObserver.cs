using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting;
using Muutostieto.Records;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Shows the steps of deliveries: a moving line on a terminal, of one delivery at a time. Lines a step are the log's.</summary>
internal sealed class TerminalObserver(Terminal terminal) : IDeliveryObserver, IDisposable
{
    private const string Emptied = " No person is left on it: ask the recipient whether that was intended.";

    private readonly Lock gate = new();
    private ProgressLine? line;
    private long shown;

    public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total)
    {
        lock (gate)
        {
            if (line is not null)
            {
                return null;
            }

            shown = delivery.Id;
            return line = step == DeliveryStep.Composing
                ? new ProgressLine(terminal, $"{delivery.Title}: composing", "residents", total)
                : new ProgressLine(terminal, $"{delivery.Title}: publishing", "bytes", total);
        }
    }

    public void MakesUp(Delivery delivery, IReadOnlyList<Occurrence> covers) =>
        Say(delivery, $"{delivery.Title}: covers {covers.Count} occurrences, from {Figures.Time(covers[0].Original)} on");

    public void TriesAgain(Delivery delivery, MuutostietoException failure, TimeSpan pause) =>
        Say(delivery, $"{failure.Message} It is tried again in {pause:m\\:ss}.");

    public void Happened(Delivery delivery, DeliveryNote note)
    {
        if (note == DeliveryNote.Withdrawn)
        {
            Say(
                delivery,
                delivery.Terms.Value.Order is { } order
                    ? $"{delivery.Title}: withdrawn before it was published, because the register has gone on meanwhile. A repeated order "
                        + (order.Update is null
                            ? $"is answered anew; else run: extract run {order.Id}."
                            : $"and an uploaded file are answered anew; else run: update run {order.Id} FILE.")
                    : $"{delivery.Title}: withdrawn before it was published, because a non-disclosure order was entered meanwhile. What "
                        + "follows takes its place.");
        }
        else if (note == DeliveryNote.Recalled)
        {
            Say(
                delivery,
                $"{delivery.Title}: withdrawn. It lay in the drop unanswered, and a non-disclosure order was entered or a right revoked "
                    + "since.");
        }
        else if (note == DeliveryNote.NoRoom)
        {
            Say(delivery, $"{delivery.Title}: it was begun before and was withdrawn: {delivery.WithdrawalReason}");
        }
        else if (note == DeliveryNote.Healed)
        {
            Say(delivery, $"{delivery.Title}: the drop had damaged files of it; they were put there again.");
        }
        else if (note == DeliveryNote.FoundPublished)
        {
            Say(
                delivery,
                $"{delivery.Title}: an earlier run had published it when it was stopped, as far as can be determined. It counts as "
                    + "published and was not sent again.");
        }
    }

    public void TookIn(ListUpload upload) =>
        Say(
            upload.Refusal is { } refusal
                ? $"{upload.Permit}: list {upload.Name} refused: {refusal}."
                : $"{upload.Permit}: list {upload.Name} taken in: {Figures.Count(upload.Added)} added, {Figures.Count(upload.Removed)} "
                    + $"removed, {Figures.Count(upload.RefusedLines)} lines refused; {Figures.Count(upload.Persons)} persons on "
                    + $"it.{(upload is { Persons: 0, Removed: > 0 } ? Emptied : "")}");

    public void ListsWait(string permit, int files) =>
        Say($"{permit}: {Figures.Count(files)} more lists in its recipient's upload folder wait for the next run (Run: listFiles).");

    public void TriesAgain(string permit, MuutostietoException failure, TimeSpan pause) =>
        Say($"{permit}: {failure.Message} It is taken up again in {pause:m\\:ss}.");

    public void WaitsForList(string permit) =>
        Say($"{permit}: its list has no person yet; its first base waits for a list in its recipient's upload folder.");

    public void End(Delivery delivery, DeliveryStep step)
    {
        lock (gate)
        {
            Close(delivery);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            line?.Dispose();
            line = null;
        }
    }

    private void Say(string text)
    {
        lock (gate)
        {
            line?.Dispose();
            line = null;
            terminal.Error.WriteLine(text);
        }
    }

    private void Say(Delivery delivery, string text)
    {
        lock (gate)
        {
            Close(delivery);
            terminal.Error.WriteLine(text);
        }
    }

    private void Close(Delivery delivery)
    {
        if (shown == delivery.Id)
        {
            line?.Dispose();
            line = null;
        }
    }
}
