using Muutostieto.Audit;
using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Logs;
using Muutostieto.Records;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Notifies the terminal and the log. The log comes first: when it cannot record what it must, the step stops.</summary>
internal sealed class Observers(TerminalObserver shown, RunLog log) : IDeliveryObserver
{
    public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total)
    {
        log.Begin(delivery, step, total);
        return shown.Begin(delivery, step, total);
    }

    public void MakesUp(Delivery delivery, IReadOnlyList<Occurrence> covers)
    {
        log.MakesUp(delivery, covers);
        shown.MakesUp(delivery, covers);
    }

    public void TriesAgain(Delivery delivery, MuutostietoException failure, TimeSpan pause)
    {
        log.TriesAgain(delivery, failure, pause);
        shown.TriesAgain(delivery, failure, pause);
    }

    public void End(Delivery delivery, DeliveryStep step)
    {
        shown.End(delivery, step);
        log.End(delivery, step);
    }

    public void Happened(Delivery delivery, DeliveryNote note)
    {
        log.Happened(delivery, note);
        ((IDeliveryObserver)shown).Happened(delivery, note);
    }

    /// <summary>The command shows it with its result.</summary>
    public void Noticed(Delivery delivery, string notice) => log.Noticed(delivery, notice);

    public void Anchored(AuditHead head) => log.Anchored(head);

    public void TookIn(ListUpload upload)
    {
        log.TookIn(upload);
        shown.TookIn(upload);
    }

    public void ListsWait(string permit, int files)
    {
        log.ListsWait(permit, files);
        shown.ListsWait(permit, files);
    }

    public void TriesAgain(string permit, MuutostietoException failure, TimeSpan pause)
    {
        log.TriesAgain(permit, failure, pause);
        shown.TriesAgain(permit, failure, pause);
    }

    public void WaitsForList(string permit)
    {
        log.WaitsForList(permit);
        shown.WaitsForList(permit);
    }
}
