using System.Globalization;
using Muutostieto.Hosting.Settings;
using Muutostieto.Hosting.Status;
using Muutostieto.Interface.Feed;
using Muutostieto.Interface.Mapping;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Register;

namespace Muutostieto.Hosting.Runs;

/// <summary>
/// Feeds the register from the interface that the settings name. What failed is remembered for <c>status</c> until a feed succeeds.
/// </summary>
/// <param name="work">Where it takes place.</param>
/// <param name="warn">Takes what an operator should know: calls that are made again, and doubts that stop nothing.</param>
public sealed class FeedStep(Installation work, Action<string> warn)
{
    private ServiceSettings Settings => work.Configuration.Settings;

    private RegisterOrigin Origin => new(Settings.IsProduction ? RegisterKind.Production : RegisterKind.Synthetic, "fed");

    /// <summary>The settings of the feed.</summary>
    /// <exception cref="MuutostietoException">Usage: there are none.</exception>
    public FeedSettings Feed =>
        Settings.Feed ?? throw new MuutostietoException(
            FailureKind.Usage,
            $"{Path.Combine(work.ConfigDirectory, "appsettings.json")}: there is no \"Feed\", so the register is fed by no interface. Add "
                + "the section, with url, user, a password and municipalities.");

    /// <summary>
    /// Fetches changes where the settings name a feed, before anything is delivered: what the source says of orders must be known first.
    /// </summary>
    /// <returns>Null where there is no feed.</returns>
    /// <exception cref="MuutostietoException">See <see cref="FeedRun"/>: nothing is to be delivered then.</exception>
    public async Task<FeedReport?> BeforeDeliveriesAsync(CancellationToken cancellation) =>
        Settings.Feed is null ? null : await RunAsync(clockOk: false, cancellation).ConfigureAwait(false);

    /// <summary>Fetches changes.</summary>
    /// <param name="clockOk">Whether an operator has confirmed the clock, by which orders end.</param>
    /// <param name="cancellation">Ends it between two pages.</param>
    public Task<FeedReport> RunAsync(bool clockOk, CancellationToken cancellation) =>
        RememberedAsync(clockOk, isLoad: false, null, run => run.RunAsync(cancellation), cancellation);

    /// <summary>Compares persons with the source.</summary>
    /// <param name="sample">How many, chosen at random; null: all.</param>
    /// <param name="repairs">Whether differences are entered.</param>
    /// <param name="cancellation">Ends it between two calls.</param>
    public Task<FeedVerification> VerifyAsync(int? sample, bool repairs, CancellationToken cancellation) =>
        RememberedAsync(
            clockOk: false,
            isLoad: false,
            null,
            async run =>
            {
                _ = await run.RunAsync(cancellation).ConfigureAwait(false);
                return await run.VerifyAsync(sample, repairs, cancellation).ConfigureAwait(false);
            },
            cancellation);

    /// <summary>
    /// Loads the persons of the scope. Where there is no register, one is made, which has its place only when the load has succeeded.
    /// </summary>
    public async Task<FeedReport> LoadAsync(bool again, bool clockOk, CancellationToken cancellation)
    {
        if (work.HasRegister)
        {
            return await RememberedAsync(clockOk, isLoad: true, null, run => run.LoadAsync(again, cancellation), cancellation)
                .ConfigureAwait(false);
        }

        work.Data.Make();
        using var runLock = work.AcquireRunLock();
        using var pending = work.Data.Register.CreatePending(Origin, work.Clock, "loading");
        var report = await RememberedAsync(clockOk, isLoad: true, pending, run => run.LoadAsync(again, cancellation), cancellation)
            .ConfigureAwait(false);
        pending.Complete();
        return report;
    }

    /// <summary>
    /// Changes the list of identity codes that the source is asked for; the register is made where there is none. Where a person lives who
    /// is taken off is withheld from then on.
    /// </summary>
    /// <returns>How many codes it changed.</returns>
    /// <exception cref="MuutostietoException">Usage: the scope is an area.</exception>
    public int ChangeList(IReadOnlyCollection<(string Code, bool IsAdded)> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (!Feed.Scope.IsList)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"{Path.Combine(work.ConfigDirectory, "appsettings.json")}: \"Feed\" fetches the persons of municipalities, and keeps no "
                    + "list. Write \"list\": true in place of \"municipalities\" to fetch by identity codes.");
        }

        if (!work.HasRegister)
        {
            work.Data.Make();
            using var loader = work.Data.Register.Create(Origin, work.Clock);
            loader.Complete();
        }

        using var register = work.Data.Register.OpenRead();
        return new FeedList(register, work.Data.Register.OpenWrite, work.Catalog, work.Clock).Change(changes);
    }

    private async Task<T> RememberedAsync<T>(
        bool clockOk,
        bool isLoad,
        IPendingRegister? pending,
        Func<FeedRun, Task<T>> run,
        CancellationToken cancellation)
    {
        var memory = new ImportFailureFile(work.Disk.Files, work.DataDirectory, ImportFailureFile.FeedName);
        try
        {
            cancellation.ThrowIfCancellationRequested();
            RequireClock(clockOk, isLoad);
            var feed = Feed;
            using var source = SourceFiles.Open(feed);
            using var client = new SourceClient(source.Source, (what, wait) => warn(
                string.Create(CultureInfo.InvariantCulture, $"Feed: {what}; asked again in {wait.TotalSeconds:0} s.")));
            using var register = pending?.OpenRead() ?? work.Data.Register.OpenRead();
            using var writer = new KeptWriter(() => pending?.OpenWrite() ?? work.Data.Register.OpenWrite());
            var directory = work.Configuration.Municipalities;
            var result = await run(new FeedRun(
                source.Source,
                client,
                InterfaceMapping.Load(work.Disk.Files, work.ConfigDirectory, work.Catalog),
                register,
                writer.Lend,
                work.Clock,
                code => !ResidenceCode.IsMunicipality(code)
                    || directory.Municipality(code) is not null
                    || directory.SuccessorOf(code) is not null)
            {
                OnProgress = report => warn($"{FeedText.Of(report)} The feed goes on."),
            }).ConfigureAwait(false);
            Guard(() => memory.Forget([]));
            return result;
        }
        catch (MuutostietoException failure)
        {
            Guard(() => memory.Remember(failure.Kind, work.Clock.GetUtcNow(), []));
            throw;
        }
    }

    private void RequireClock(bool isConfirmed, bool isLoad)
    {
        if (isConfirmed)
        {
            RunStart.ConfirmClock(work);
        }
        else
        {
            RunStart.RequireClockOfImport(work, "Nothing was fetched.", new FeedRemedy.ConfirmClock(isLoad), warn);
        }
    }

    private void Guard(Action remember)
    {
        try
        {
            remember();
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            warn(
                $"{failure.Message} How the feed ended cannot be recorded, and status does not show it. Make the data directory writable.");
        }
    }
}
