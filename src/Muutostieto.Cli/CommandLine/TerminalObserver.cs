using Muutostieto.Deliveries.Engine;
using Muutostieto.Deliveries.Ledger;

namespace Muutostieto.Cli.CommandLine;

/// <summary>Shows the steps of deliveries: a moving line on a terminal. Lines a step are the log's.</summary>
internal sealed class TerminalObserver(Terminal terminal) : IDeliveryObserver, IDisposable
{
    private ProgressLine? line;

    public IProgress<long>? Begin(Delivery delivery, DeliveryStep step, long total)
    {
        line = step == DeliveryStep.Composing
            ? new ProgressLine(terminal, $"{delivery.Title}: composing", "residents", total)
            : new ProgressLine(terminal, $"{delivery.Title}: handing over", "bytes", total);
        return line;
    }

    public void End(Delivery delivery, DeliveryStep step) => Dispose();

    public void Dispose()
    {
        line?.Dispose();
        line = null;
    }
}
