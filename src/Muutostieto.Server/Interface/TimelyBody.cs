using System.IO.Pipelines;

namespace Muutostieto.Server.Interface;

/// <summary>A body that must have come by a time: one that comes drop by drop keeps no turn from others.</summary>
internal sealed class TimelyBody(PipeReader body, CancellationToken late) : PipeReader
{
    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    public override bool TryRead(out ReadResult result) => body.TryRead(out result);

    /// <exception cref="ProblemException">It is late.</exception>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late, cancellationToken);
        try
        {
            return await body.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProblemException(Problem.TooSlow);
        }
    }
}
