using Muutostieto.Disclosure.Permits;
using Muutostieto.Hosting.Connections;

namespace Muutostieto.Hosting.Settings;

/// <summary>Reads a permit's connection to the interface.</summary>
internal sealed class InterfaceChannelLoader(FaultCollector faults)
{
    private const string AnyClient = "*";
    private const int MostHashes = 2;

    /// <summary>Null after a fault.</summary>
    public InterfaceChannel? Load(SectionReader reader)
    {
        var user = reader.Text("user", ConfigurationPatterns.User, "1 to 64 letters, digits, dots, dashes and underscores");
        var hashes = Hashes(reader);
        var (clients, any) = Clients(reader);
        var from = reader.Date("from", required: false);
        return user is null || hashes.Count == 0 || (clients.Count == 0 && !any)
            ? null
            : new InterfaceChannel(user, hashes, any ? null : clients) { From = from };
    }

    private List<string> Hashes(SectionReader reader)
    {
        var hashes = new List<string>();
        var texts = reader.Texts("passwordHashes");
        if (texts.Count > MostHashes)
        {
            reader.Fault(
                "passwordHashes", $"{texts.Count} hashes; expected one or two: the password in use and the next one",
                "Remove those whose passwords are no longer used.");
        }

        for (var index = 0; index < texts.Count; index++)
        {
            if (PasswordHash.Parse(texts[index].Text) is null)
            {
                // What was written may be the password itself.
                faults.Add(
                    texts[index].Place,
                    $"hash {index + 1} is invalid; expected $pbkdf2-sha256$ITERATIONS$SALT$HASH with {PasswordHash.FewestIterations} to "
                        + $"{PasswordHash.MostIterations} iterations",
                    new HostRemedy.MakePassword());
            }
            else
            {
                hashes.Add(texts[index].Text);
            }
        }

        return hashes;
    }

    private (List<string> Clients, bool Any) Clients(SectionReader reader)
    {
        var clients = new List<string>();
        var texts = reader.Texts("clients");
        if (texts is [{ Text: AnyClient }])
        {
            return (clients, true);
        }

        foreach (var text in texts)
        {
            if (text.Text == AnyClient)
            {
                faults.Add(
                    text.Place,
                    "\"*\" (any client) cannot be combined with others",
                    "Write [\"*\"] alone, or the clients that may ask.");
            }
            else if (XRoadClient.Parse(text.Text) is null)
            {
                faults.Add(
                    text.Place,
                    $"the client is \"{text.Text}\"; expected an X-Road identifier: instance, class, member and subsystem",
                    "Write it as the header X-Road-Client has it: FI/MUN/0000000-0/kainuu-client; or [\"*\"] for any.");
            }
            else
            {
                clients.Add(text.Text);
            }
        }

        return (clients, false);
    }
}
