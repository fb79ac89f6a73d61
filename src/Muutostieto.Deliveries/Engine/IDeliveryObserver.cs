using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Engine;

/// <summary>Is told how a run goes: for a terminal, a log, a test. Called from the run's own thread.</summary>
public interface IDeliveryObserver
{
    /// <summary>A step begins; whoever wants to show how it goes on returns a progress, else null.</summary>
    /// <param name="delivery">Which delivery.</param>
    /// <param name="step">What is done with it.</param>
    /// <param name="total">How many residents or bytes there are to do.</param>
    IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total);

    /// <summary>The step is done.</summary>
    void End(Delivery delivery, DeliveryStep step);

    /// <summary>Something has happened to a delivery that was handed over. Told once, when it is seen first.</summary>
    /// <param name="delivery">Which delivery, as the ledger has it now.</param>
    /// <param name="note">What has happened.</param>
    void Happened(Delivery delivery, DeliveryNote note)
    {
    }
}
