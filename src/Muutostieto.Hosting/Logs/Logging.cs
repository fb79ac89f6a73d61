using System.Globalization;
using System.IO.Abstractions;
using Microsoft.Extensions.Configuration;
using Muutostieto.Hosting.Settings;
using Muutostieto.Records;
using Muutostieto.Records.Dates;
using Muutostieto.Records.Files;
using Serilog;
using Serilog.Core;
using Serilog.Formatting.Json;

namespace Muutostieto.Hosting.Logs;

/// <summary>
/// The program's loggers. The log may lose a line rather than stop a delivery; the audit trail may not. Commands that only read make
/// neither. Nothing that comes from a person's record or out of a recipient's file is ever handed to them.
/// </summary>
public static class Logging
{
    private const string WriteTo = "Serilog:WriteTo";
    private const int DaysKept = 90;
    private const string ConsoleLine = "{Timestamp:yyyy-MM-dd HH:mm:ss zzz} [{Level:u3}] {Message:lj}{NewLine}";

    /// <summary>
    /// The log: as the settings' section <c>Serilog</c> says; when that names no place to write to, <c>logs/muutostieto-yyyyMMdd.jsonl</c>
    /// below the data directory, one file a day, kept for 90 days.
    /// </summary>
    /// <param name="settings">The installation's.</param>
    /// <param name="console">Where people follow it too; null: nowhere.</param>
    /// <param name="failures">Notes when it cannot be written.</param>
    /// <exception cref="MuutostietoException">The section names something that there is not.</exception>
    public static Logger Create(ServiceSettings settings, TextWriter? console, LogFailure failures)
    {
        failures.Listen();
        var section = new ConfigurationBuilder().AddInMemoryCollection(settings.Serilog).Build();
        try
        {
            var configuration = new LoggerConfiguration();
            if (settings.Serilog.Count > 0)
            {
                configuration.ReadFrom.Configuration(section);
            }

            if (!settings.Serilog.Keys.Any(key => key.StartsWith(WriteTo, StringComparison.OrdinalIgnoreCase)))
            {
                // The sink begins a file by the system's day. Shared: a command given by hand and the service may write on the same day.
                var folder = Path.Combine(settings.DataDirectory, "logs");
                var files = new PrivateLogFiles(folder, () => TimeProvider.System.GetLocalNow().DateTime);
                files.Make();
                configuration.WriteTo.Sink(files).WriteTo.File(
                    new JsonFormatter(formatProvider: CultureInfo.InvariantCulture), Path.Combine(folder, "muutostieto-.jsonl"),
                    rollingInterval: RollingInterval.Day, retainedFileCountLimit: DaysKept, shared: true);
            }

            if (console is not null)
            {
                configuration.WriteTo.Sink(new WriterSink(console, ConsoleLine));
            }

            return configuration.CreateLogger();
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new MuutostietoException(
                FailureKind.Usage,
                $"appsettings.json, Serilog: {failure.Message} Write the section as Serilog.Settings.Configuration reads it, or leave it "
                    + "out.",
                failure);
        }
    }

    /// <summary>The audit trail: <c>yyyy-MM.jsonl</c> in the audit folder, one file a month, never removed here: what was done with which
    /// delivery, and when. Who was in it, the audit chain beside it says. An entry that cannot be written is an error.</summary>
    public static Logger CreateAudit(ServiceSettings settings, TimeProvider clock)
    {
        var folder = settings.AuditPath;
        var month = TimeZoneInfo.ConvertTime(clock.GetUtcNow(), HelsinkiTime.Zone).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, month + ".jsonl");
        var files = new FileSystem();
        try
        {
            PrivateFile.CreateFolder(files, folder);
            PrivateFile.Ensure(files, path);
            return new LoggerConfiguration()
                .AuditTo.File(new JsonFormatter(formatProvider: CultureInfo.InvariantCulture), path)
                .CreateLogger();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MuutostietoException(
                FailureKind.Fault,
                $"{folder}: the audit trail cannot be written ({failure.Message}). Nothing was delivered. Make the folder writable, then "
                    + "run again.",
                failure);
        }
    }
}
