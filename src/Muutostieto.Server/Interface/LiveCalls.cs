using Microsoft.Extensions.Logging;
using Muutostieto.Hosting;
using Muutostieto.Hosting.Service;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Documents;
using Muutostieto.Interface.Mapping;
using Muutostieto.Interface.Pages;
using Muutostieto.Records;

namespace Muutostieto.Server.Interface;

/// <summary>
/// The calls by the configuration in force. They are made anew when the layouts, the mapping or the register's path change; a mapping
/// with faults is logged, and the last valid one stays in force.
/// </summary>
internal sealed class LiveCalls
{
    private readonly Lock turn = new();
    private readonly LiveConfiguration live;
    private readonly ServiceOptions options;
    private readonly Func<InterfaceCatalog, (InterfaceCalls Calls, byte[] Document)> make;
    private readonly ILogger log;
    private LoadedConfiguration seen;
    private string stamp;
    private (InterfaceCalls Calls, byte[] Document) made;

    /// <exception cref="MuutostietoException">Usage: the mapping has faults.</exception>
    internal LiveCalls(
        LiveConfiguration live, ServiceOptions options, IRegisterSource register, IAnswerAudit audit, TimeProvider clock, ILogger log)
    {
        (this.live, this.options, this.log) = (live, options, log);
        seen = live.Current;
        stamp = Stamp(seen);
        var limits = new CallLimits { Page = new PageLimits { Persons = seen.Configuration.Settings.Interface.PagePersons } };
        make = catalog => (new InterfaceCalls(register, catalog, audit, clock, limits), InterfaceDocument.Of(catalog, limits));
        made = make(InterfaceMapping.Load(options.Disk.Files, seen.Configuration.Directory, seen.Catalog));
    }

    /// <summary>For all threads at once.</summary>
    internal InterfaceCalls Current => Made.Calls;

    /// <summary>The OpenAPI document.</summary>
    internal byte[] Document => Made.Document;

    private (InterfaceCalls Calls, byte[] Document) Made
    {
        get
        {
            lock (turn)
            {
                if (live.Current is var now && now != seen)
                {
                    Follow(now);
                }

                return made;
            }
        }
    }

    private void Follow(LoadedConfiguration now)
    {
        seen = now;
        try
        {
            if (Stamp(now) is var changed && changed != stamp)
            {
                made = make(InterfaceMapping.Load(options.Disk.Files, now.Configuration.Directory, now.Catalog));
                stamp = changed;
            }
        }
        catch (Exception failure) when (failure is MuutostietoException or IOException or UnauthorizedAccessException)
        {
            log.LogError("Interface: the changed mapping is invalid; the last valid one stays in force. {Faults}", failure.Message);
        }
    }

    /// <summary>What the calls depend on. The register's path too: DayKeys and OrdersInForce are caches of one register.</summary>
    private string Stamp(LoadedConfiguration loaded)
    {
        var files = new[] { "groups.json", InterfaceMapping.File }
            .Select(name => options.Disk.Files.FileInfo.New(Path.Combine(loaded.Configuration.Directory, name)))
            .Where(file => file.Exists)
            .Select(file => FormattableString.Invariant($"{file.FullName} {file.LastWriteTimeUtc.Ticks} {file.Length}"));
        return string.Join('\n', files.Append(RegisterPlace.NameOf(loaded.Configuration.Settings)));
    }
}
