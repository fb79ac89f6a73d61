using Muutostieto.Hosting;
using Muutostieto.Hosting.Runs;
using Muutostieto.Hosting.Status;
using Muutostieto.Records;
using Muutostieto.Records.Files;
using Muutostieto.Register;
using Muutostieto.Register.Import;

namespace Muutostieto.Cli.Commands;

/// <summary>Takes files of records into the register.</summary>
internal static class RegisterFill
{
    /// <summary>
    /// As <see cref="ImportAll"/>; how it ended is remembered for <c>status</c>: a failed file until it, or a file that replaces it, brings
    /// something new.
    /// </summary>
    internal static ImportResult Import(
        Installation work,
        string[] files,
        IReadOnlyList<string> insteadOf,
        bool clockOk,
        Action<ImportNote>? onNote,
        Action<string> warn,
        CancellationToken cancellation)
    {
        // A configuration that is wrong is its own alert, and a data folder that is mistyped has no memory.
        work.Data.Make();
        var memory = new ImportFailureFile(work.Disk.Files, work.DataDirectory);
        if (insteadOf.FirstOrDefault(name => !memory.MayHave(name)) is { } other)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"--instead-of \"{other}\": no import of a file of this name is recorded as failed; expected its name as it was given to "
                    + "the import that failed. Nothing was imported.");
        }

        try
        {
            memory.Reserve();
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            // The import says what is wrong with the folder, as it cannot be written either.
        }

        try
        {
            RequireClock(work, clockOk, warn);
            var result = ImportAll(work, files, onNote, cancellation);
            if (result.IsFresh)
            {
                Guard(() => memory.Forget([.. files, .. insteadOf]), warn);
            }

            return result;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A name that is mistyped is no file of the feed.
            if (failure is not MuutostietoException { Kind: FailureKind.Usage } || files.All(work.Disk.Files.File.Exists))
            {
                Guard(
                    () => memory.Remember((failure as MuutostietoException)?.Kind ?? FailureKind.Fault, work.Clock.GetUtcNow(), files),
                    warn);
            }

            throw;
        }
    }

    /// <summary>An import that is refused for the clock's sake is one that failed: what the files say is not known.</summary>
    private static void RequireClock(Installation work, bool isConfirmed, Action<string> warn)
    {
        if (isConfirmed)
        {
            RunStart.ConfirmClock(work);
        }
        else
        {
            RunStart.RequireClockOfImport(work, "Nothing was imported.", new HostRemedy.ConfirmClockOfImport(), warn);
        }
    }

    /// <summary>
    /// Imports all of the files, or nothing. Where there is no register one is made, which has its place only when the import has
    /// succeeded.
    /// </summary>
    private static ImportResult ImportAll(Installation work, string[] files, Action<ImportNote>? onNote, CancellationToken cancellation)
    {
        if (work.HasRegister)
        {
            using var existing = work.Data.Register.OpenWrite();
            return Import(work, existing, files, onNote, cancellation);
        }

        // An empty register in its place would be taken for the population, and an area without residents delivered.
        using var runLock = work.AcquireRunLock();
        var kind = work.Configuration.Settings.IsProduction ? RegisterKind.Production : RegisterKind.Synthetic;
        using var pending = work.Data.Register.CreatePending(new RegisterOrigin(kind, "imported"), work.Clock, "importing");
        ImportResult result;
        using (var writer = pending.OpenWrite())
        {
            result = Import(work, writer, files, onNote, cancellation);
        }

        pending.Complete();
        return result;
    }

    private static ImportResult Import(
        Installation work,
        IRegisterWriter writer,
        string[] files,
        Action<ImportNote>? onNote,
        CancellationToken cancellation)
    {
        var directory = work.Configuration.Municipalities;
        var import = new RegisterImport(
            work.Catalog,
            code =>
                !ResidenceCode.IsMunicipality(code) || directory.Municipality(code) is not null || directory.SuccessorOf(code) is not null,
            onNote,
            work.Clock)
        {
            Buildings = work.BuildingCatalog,
            RefusesFaults = work.Configuration.Settings.ImportRefusesFaults,
        };
        return import.Run(writer, files, cancellation);
    }

    private static void Guard(Action remember, Action<string> warn)
    {
        try
        {
            remember();
        }
        catch (Exception failure) when (DiskFailure.Is(failure))
        {
            warn(
                $"{failure.Message} How the import ended cannot be recorded, and status does not show it. Make the data directory writable."
            );
        }
    }
}
