using Microsoft.Extensions.Logging;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Service;
using Muutostieto.Hosting.Settings;
using Muutostieto.Interface.Calls;
using Muutostieto.Records;
using Muutostieto.Register;
using Muutostieto.Register.PostgreSql;

namespace Muutostieto.Server.Interface;

/// <summary>
/// The register of the configuration in force, and the replicas of its database where the settings name any. These are read at the start
/// only.
/// </summary>
/// <param name="live">The configuration.</param>
/// <param name="options">Of the service.</param>
/// <param name="replicas">Null: there are none.</param>
/// <param name="figures">Counts where content comes from.</param>
internal sealed class LiveRegister(LiveConfiguration live, ServiceOptions options, RegisterReplicas? replicas, CallFigures figures)
    : IRegisterSource
{
    /// <summary>Tens of calls are answered at once, each with a connection of its own.</summary>
    private const int CacheKilobytes = 1_024;

    /// <summary>By the settings in force at the start.</summary>
    /// <exception cref="MuutostietoException">Usage: the replicas' connection string cannot be read.</exception>
    internal static LiveRegister Of(LiveConfiguration live, ServiceOptions options, CallFigures figures, TimeProvider clock, ILogger log)
    {
        var connection = live.Current.Configuration.Settings.Store?.ForReplicas()?.ReadConnection();
        return new LiveRegister(live, options, connection is null ? null : ReplicasOf(connection, clock, log), figures);
    }

    private static RegisterReplicas ReplicasOf(string connection, TimeProvider clock, ILogger log)
    {
        try
        {
            return RegisterReplicas.Of(connection, clock, notice => Log(notice, log));
        }
        catch (MuutostietoException failure) when (failure.Kind == FailureKind.Usage)
        {
            throw new MuutostietoException(failure.Kind, $"Store.replicaConnection: {failure.Message}", failure);
        }
    }

    public IRegister Open()
    {
        var settings = live.Current.Configuration.Settings.ForInterface();
        var data = new DataFolder(options.Disk.Files, settings);
        data.Require();
        var opened = data.Register.OpenRead(cacheKilobytes: CacheKilobytes);
        try
        {
            ProductionRegister.Require(settings, opened);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public async ValueTask<IRegister?> OpenCopyAsync(IRegister register, JournalKey atLeast, CancellationToken cancellation)
    {
        if (replicas is null)
        {
            return null;
        }

        var copy = await replicas.OpenAsync(register, atLeast, cancellation).ConfigureAwait(false);
        figures.CountRead(copy is not null);
        return copy;
    }

    private static void Log(ReplicaNotice notice, ILogger log)
    {
        switch (notice.Use)
        {
            case ReplicaUse.Read:
                log.LogInformation("Interface: {Place} is read again", notice.Place);
                break;

            case ReplicaUse.NoCopy:
                log.LogError("Interface: {Place} is no replica of this register and is not read: {Found}", notice.Place, notice.Found);
                break;

            default:
                log.LogWarning("Interface: {Place} is not read for now: {Found}", notice.Place, notice.Found);
                break;
        }
    }
}
