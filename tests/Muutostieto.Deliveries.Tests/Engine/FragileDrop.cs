using Muutostieto.Drops;
using Muutostieto.Records;

namespace Muutostieto.Deliveries.Tests.Engine;

/// <summary>A drop that is unreachable, or fails before or after its work, on request.</summary>
internal sealed class FragileDrop(IDrop drop) : IDrop
{
    internal enum Fault
    {
        None,
        Unreachable,
        StoppedBefore,
        StoppedAfter,
        StoppedRevealing,
        StoppedBeforeAnswer,
        StoppedAfterAnswer,
    }

    internal Fault Next { get; set; }

    internal bool CannotRemove { get; set; }

    public string Name => drop.Name;

    public string LocationOf(string recipient) => drop.LocationOf(recipient);

    public async Task PublishAsync(DropDelivery delivery, Action? revealing, IProgress<long>? progress, CancellationToken cancellation)
    {
        var fault = Next;
        Next = Fault.None;
        switch (fault)
        {
            case Fault.Unreachable: throw new MuutostietoException(FailureKind.Transient, "drop: it is away. Run again later.");
            case Fault.StoppedBefore: throw new StoppedException();
        }

        var known = fault == Fault.StoppedRevealing ? () => Stop(revealing) : revealing;
        await drop.PublishAsync(delivery, known, progress, cancellation);
        if (fault == Fault.StoppedAfter)
        {
            throw new StoppedException();
        }
    }

    private static void Stop(Action? revealing)
    {
        revealing?.Invoke();
        throw new StoppedException();
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
        CancellationToken cancellation) =>
        Next == Fault.Unreachable
            ? throw new MuutostietoException(FailureKind.Transient, "drop: it is away. Run again later.")
            : drop.ReadReceiptsAsync(recipient, stems, cancellation);

    public Task ReadUploadsAsync(
        string recipient,
        Func<IReadOnlyList<UploadFile>, IReadOnlyList<UploadFile>> choose,
        int largest,
        Func<UploadFile, byte[]?, Task> take,
        CancellationToken cancellation
    ) => drop.ReadUploadsAsync(recipient, choose, largest, take, cancellation);

    public Task PutUploadAsync(string recipient, string file, Stream content, CancellationToken cancellation) =>
        drop.PutUploadAsync(recipient, file, content, cancellation);

    public async Task PutAnswerAsync(string recipient, string file, byte[] content, CancellationToken cancellation)
    {
        if (Next == Fault.StoppedBeforeAnswer)
        {
            Next = Fault.None;
            throw new StoppedException();
        }

        await drop.PutAnswerAsync(recipient, file, content, cancellation);
        if (Next == Fault.StoppedAfterAnswer)
        {
            Next = Fault.None;
            throw new StoppedException();
        }
    }

    public Task RemoveAsync(DropDelivery delivery, CancellationToken cancellation) =>
        CannotRemove
            ? throw new MuutostietoException(FailureKind.Transient, "drop: it is away. Run again later.")
            : drop.RemoveAsync(delivery, cancellation);

    public Task TryOutAsync(string recipient, Action<DropTrialStep> done, CancellationToken cancellation) =>
        drop.TryOutAsync(recipient, done, cancellation);
}
