using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A drop with which something happens before each delivery, and after it.</summary>
internal sealed class FaultyDrop(IDrop drop, Func<string, Task> before, Action? after = null) : IDrop
{
    public FaultyDrop(IDrop drop, Func<Task> before, Action? after = null)
        : this(drop, _ => before(), after)
    {
    }

    public string Name => drop.Name;

    public static MuutostietoException Refused() => new(FailureKind.Transient, "drop: connection refused");

    public string LocationOf(string recipient) => drop.LocationOf(recipient);

    public async Task PublishAsync(DropDelivery delivery, Action? revealing, IProgress<long>? progress, CancellationToken cancellation)
    {
        await before(delivery.Recipient);
        await drop.PublishAsync(delivery, revealing, progress, cancellation);
        after?.Invoke();
    }

    public Task<DropInspection> InspectAsync(DropDelivery delivery, bool verifyContent, CancellationToken cancellation) =>
        drop.InspectAsync(delivery, verifyContent, cancellation);

    public Task<IReadOnlyList<DropInspection>> InspectAsync(
        string recipient,
        IReadOnlyList<DropDelivery> deliveries,
        bool verifyContent,
        CancellationToken cancellation
    ) => drop.InspectAsync(recipient, deliveries, verifyContent, cancellation);

    public Task<IReadOnlyList<DropFile>> HealAsync(
        DropDelivery delivery,
        bool verifyContent,
        Action? revealing,
        CancellationToken cancellation
    ) => drop.HealAsync(delivery, verifyContent, revealing, cancellation);

    public Task<IReadOnlySet<string>> FindGoneAsync(string recipient, IReadOnlyCollection<string> names, CancellationToken cancellation) =>
        drop.FindGoneAsync(recipient, names, cancellation);

    public Task<IReadOnlyList<ReceiptFile>> ReadReceiptsAsync(
        string recipient,
        IReadOnlyCollection<string> stems,
        CancellationToken cancellation
    ) => drop.ReadReceiptsAsync(recipient, stems, cancellation);

    public Task ReadUploadsAsync(
        string recipient,
        Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose,
        int largest,
        Func<UploadFile, byte[]?, Task> take,
        CancellationToken cancellation
    ) => drop.ReadUploadsAsync(recipient, choose, largest, take, cancellation);

    public Task PutUploadAsync(string recipient, string file, Stream content, CancellationToken cancellation) =>
        drop.PutUploadAsync(recipient, file, content, cancellation);

    public Task PutAnswerAsync(string recipient, string file, byte[] content, CancellationToken cancellation) =>
        drop.PutAnswerAsync(recipient, file, content, cancellation);

    public Task RemoveAsync(DropDelivery delivery, CancellationToken cancellation) => drop.RemoveAsync(delivery, cancellation);

    public Task TryOutAsync(string recipient, Action<DropTrialStep> done, CancellationToken cancellation) =>
        drop.TryOutAsync(recipient, done, cancellation);
}
