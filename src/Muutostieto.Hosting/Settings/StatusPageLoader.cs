using System.Net;

namespace Muutostieto.Hosting.Settings;

internal static class StatusPageLoader
{
    internal static StatusPageSettings Load(SectionReader? reader)
    {
        var defaultValue = StatusPageSettings.Default;
        if (reader is null)
        {
            return defaultValue;
        }

        var port = reader.IsNull("port") ? null : reader.Number("port", 1, 65535) ?? defaultValue.Port;
        if (reader.Text("address", required: false) is not { } text)
        {
            return defaultValue with { Port = port };
        }

        if (IPAddress.TryParse(text, out var address) && IPAddress.IsLoopback(address))
        {
            return new StatusPageSettings(address, port);
        }

        // Who may see the page is decided by who may log in to this machine, and by nothing else.
        reader.Fault(
            "address",
            $"\"{text}\" is no loopback address",
            "Write 127.0.0.1 or ::1. To see the page from elsewhere, use ssh -L or a proxy that knows its users.");
        return defaultValue;
    }
}
