using Muutostieto.Deliveries;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.SelfService.Residents.Lists;

/// <summary>Notes how far a list is, beside the log of the run.</summary>
internal sealed class ListObserver(IDeliveryObserver log, string pick, PickProgress progress) : IDeliveryObserver
{
    public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total)
    {
        _ = log.Begin(delivery, step, total);
        return step == DeliveryStep.Composing ? progress.Begin(pick, total) : null;
    }

    public void MakesUp(Delivery delivery, IReadOnlyList<Occurrence> covers) => log.MakesUp(delivery, covers);

    public void TriesAgain(Delivery delivery, MuutostietoException failure, TimeSpan pause) => log.TriesAgain(delivery, failure, pause);

    public void TriesAgain(string permit, MuutostietoException failure, TimeSpan pause) => log.TriesAgain(permit, failure, pause);

    public void End(Delivery delivery, DeliveryStep step) => log.End(delivery, step);

    public void Happened(Delivery delivery, DeliveryNote note) => log.Happened(delivery, note);

    public void Noticed(Delivery delivery, string notice) => log.Noticed(delivery, notice);
}
