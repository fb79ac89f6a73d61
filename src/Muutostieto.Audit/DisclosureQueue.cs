namespace Muutostieto.Audit;

/// <summary>
/// Group commit: what many record at once is written together. While one group is written the next one gathers; each waits until its own is
/// durable.
/// </summary>
/// <param name="commit">Makes a group durable, and gives the entry of each.</param>
internal sealed class DisclosureQueue(Func<IReadOnlyList<PendingDisclosure>, IReadOnlyList<AuditHead>> commit)
{
    /// <summary>So many in one group at most: it is written from memory.</summary>
    private const int Largest = 1000;

    /// <summary>
    /// Between two groups another process that waits for the lock, and looks every 10 ms, must be able to find it free.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly Lock access = new();
    private List<Waiting> gathered = [];
    private bool isCommitting;

    /// <summary>Waits until an answer is recorded.</summary>
    /// <exception cref="OperationCanceledException">The caller waits no longer; the answer may be recorded all the same.</exception>
    internal async Task<AuditHead> RecordAsync(PendingDisclosure disclosure, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var waiting = new Waiting(disclosure, cancellation);
        lock (access)
        {
            gathered.Add(waiting);
            if (!isCommitting)
            {
                isCommitting = true;
                _ = Task.Run(CommitAll, CancellationToken.None);
            }
        }

        return await waiting.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private void CommitAll()
    {
        while (Next() is { } group)
        {
            Commit([.. group.Where(waiting => !waiting.Cancellation.IsCancellationRequested)]);
            Thread.Sleep(Pause);
        }
    }

    /// <summary>The next group; null when there is none, and then the next to come begins.</summary>
    private List<Waiting>? Next()
    {
        lock (access)
        {
            isCommitting = gathered.Count > 0;
            if (!isCommitting)
            {
                return null;
            }

            var group = gathered;
            gathered = [.. group.Skip(Largest)];
            return [.. group.Take(Largest)];
        }
    }

    private void Commit(List<Waiting> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        try
        {
            var heads = commit([.. group.Select(waiting => waiting.Disclosure)]);
            foreach (var (waiting, head) in group.Zip(heads))
            {
                waiting.Done.SetResult(head);
            }
        }
        catch (Exception failure)
        {
            // Whatever it is, it is the callers': each must know that nothing of its own may leave.
            group.ForEach(waiting => waiting.Done.TrySetException(failure));
        }
    }

    private sealed record Waiting(PendingDisclosure Disclosure, CancellationToken Cancellation)
    {
        internal TaskCompletionSource<AuditHead> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
