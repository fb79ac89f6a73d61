using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>Does what a test wants done when a step begins or ends.</summary>
internal sealed class ScriptedObserver : IDeliveryObserver
{
    internal Action<Delivery, DeliveryStep> OnBegin { get; set; } = (_, _) => { };

    internal Action<Delivery, DeliveryStep> OnEnd { get; set; } = (_, _) => { };

    /// <summary>While records are passed through the gate, or bytes to the drop.</summary>
    internal Action<Delivery, DeliveryStep> OnProgress { get; set; } = (_, _) => { };

    /// <summary>Reports on deliveries after publishing.</summary>
    internal List<(string Title, DeliveryNote Note)> Notes { get; } = [];

    /// <summary>What an operator should know of extracts.</summary>
    internal List<(string Title, string Notice)> Notices { get; } = [];

    public void Noticed(Delivery delivery, string notice) => Notices.Add((delivery.Title, notice));

    public void Happened(Delivery delivery, DeliveryNote note) => Notes.Add((delivery.Title, note));

    public IProgress<long> Begin(Delivery delivery, DeliveryStep step, long total)
    {
        OnBegin(delivery, step);
        return new Progress(() => OnProgress(delivery, step));
    }

    public void End(Delivery delivery, DeliveryStep step) => OnEnd(delivery, step);

    private sealed class Progress(Action report) : IProgress<long>
    {
        public void Report(long value) => report();
    }
}
