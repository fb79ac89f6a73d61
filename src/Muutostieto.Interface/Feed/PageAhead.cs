namespace Muutostieto.Interface.Feed;

/// <summary>
/// Fetches and reads pages of changes beside the entering of the page before: one ahead at most. A page that is not taken is thrown away.
/// </summary>
/// <param name="client">Fetches them.</param>
/// <param name="reader">Reads them; used by one page at a time.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class PageAhead(SourceClient client, FeedReader reader, CancellationToken cancellation) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private Task<ChangePage>? page;

    /// <summary>Begins to fetch the page after a key; the one before must have been taken.</summary>
    /// <param name="key">The key.</param>
    /// <param name="codes">Whose changes; null: those of the user's area.</param>
    public void Fetch(long key, IReadOnlyList<string>? codes) => page = Task.Run(() => ReadAsync(key, codes, stop.Token), stop.Token);

    /// <summary>Waits for the page that is being fetched.</summary>
    /// <exception cref="Records.MuutostietoException">See <see cref="SourceClient"/>. Fault: it is no page.</exception>
    public async Task<ChangePage> TakeAsync()
    {
        var taken = await page!.ConfigureAwait(false);
        page = null;
        cancellation.ThrowIfCancellationRequested();
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        if (page is not null)
        {
            // What became of it is of no interest any more.
            await ((Task)page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        stop.Dispose();
    }

    private async Task<ChangePage> ReadAsync(long key, IReadOnlyList<string>? codes, CancellationToken token)
    {
        using var answer = await client.ChangesAsync(key, codes, token).ConfigureAwait(false);
        try
        {
            return new ChangePage(
                answer.Key,
                answer.IsUpToDate,
                [.. answer.Elements.Select(each => reader.Change(each.Element, each.Place))]);
        }
        catch (FormatException failure)
        {
            throw client.Fault("muutokset", failure);
        }
    }
}
