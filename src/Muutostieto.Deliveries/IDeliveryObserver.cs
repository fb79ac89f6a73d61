using Muutostieto.Audit;
using Muutostieto.Deliveries.Ledger;
using Muutostieto.Deliveries.Ledger.Lists;
using Muutostieto.Disclosure.Permits;
using Muutostieto.Records;

namespace Muutostieto.Deliveries;

/// <summary>Observes a run: for a terminal, a log, a test. Permits are served in parallel, so it is called from several threads.</summary>
public interface IDeliveryObserver
{
    /// <summary>A step begins. Returns the progress to report to, or null when not needed.</summary>
    /// <param name="delivery">Which delivery.</param>
    /// <param name="step">What is done with it.</param>
    /// <param name="total">How many residents or bytes there are to do.</param>
    IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total);

    /// <summary>Occurrences were missed: one delivery is made for all of them.</summary>
    /// <param name="delivery">The delivery, planned.</param>
    /// <param name="covers">The missed occurrences and, last, its own.</param>
    void MakesUp(Delivery delivery, IReadOnlyList<Occurrence> covers)
    {
    }

    /// <summary>A step failed with a transient error, and is retried.</summary>
    /// <param name="delivery">Which delivery.</param>
    /// <param name="failure">What happened; its message contains no person.</param>
    /// <param name="pause">After which time it is tried again.</param>
    void TriesAgain(Delivery delivery, MuutostietoException failure, TimeSpan pause)
    {
    }

    /// <summary>
    /// A permit's work failed with a transient error of the database, or another worker took it over; it is taken up again.
    /// </summary>
    /// <param name="permit">Its id.</param>
    /// <param name="failure">What happened; its message contains no person.</param>
    /// <param name="pause">After which time it is taken up again.</param>
    void TriesAgain(string permit, MuutostietoException failure, TimeSpan pause)
    {
    }

    /// <summary>The step is done.</summary>
    void End(Delivery delivery, DeliveryStep step);

    /// <summary>Something has happened to a published delivery. Called once, when it is first seen.</summary>
    /// <param name="delivery">Which delivery, as the ledger has it now.</param>
    /// <param name="note">What has happened.</param>
    void Happened(Delivery delivery, DeliveryNote note)
    {
    }

    /// <summary>There is something that an operator should know of an extract that has been planned.</summary>
    /// <param name="delivery">The extract.</param>
    /// <param name="notice">In a sentence; names no person.</param>
    void Noticed(Delivery delivery, string notice)
    {
    }

    /// <summary>The audit chain agrees with what is known of it, and the day's anchor was written.</summary>
    /// <param name="head">The chain's last entry.</param>
    void Anchored(AuditHead head)
    {
    }

    /// <summary>A list that a recipient has uploaded was taken in, or refused. Called once per list.</summary>
    void TookIn(ListUpload upload)
    {
    }

    /// <summary>A recipient has uploaded more lists than one run takes in: the rest waits for the next one.</summary>
    /// <param name="permit">Its id.</param>
    /// <param name="files">How many wait.</param>
    void ListsWait(string permit, int files)
    {
    }

    /// <summary>A permit's first base waits until its recipient has sent a list.</summary>
    /// <param name="permit">Its id.</param>
    void WaitsForList(string permit)
    {
    }
}
