using System.CommandLine;
using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Drafts;
using Muutostieto.Hosting.Connections;

namespace Muutostieto.Cli.Commands;

/// <summary><c>connections new</c>: a permit with a way into the interface, from options or answers.</summary>
internal static class ConnectionsCommand
{
    internal static Command Create(CommandContext context)
    {
        var id = DraftFile.IdArgument("Of the permit, and the name of its file");
        var grant = new GrantOptions();
        var user = GrantOptions.New("--user", "NAME", "The user of the interface's calls");
        var client = GrantOptions.Many(
            "--client",
            "X-ROAD-CLIENT",
            "Who may ask, as X-Road-Client names it: FI/MUN/0000000-0/system; * is anyone. May be given again");
        var create = new Command(
            "new",
            "Write the file of a new permit for the JSON interface, with a password that is shown this once. Asks on a terminal for what "
                + "is not given")
        {
            id,
        };
        grant.AddTo(create);
        create.Add(user);
        create.Add(client);
        create.SetAction(parsed =>
        {
            using var work = context.Open(parsed);
            _ = DraftFile.RequireNew(context, work, "permits", parsed.GetValue(id)!);
            var questions = new Questions(context.Terminal);
            var name = questions.Of(parsed.GetValue(user), "--user NAME", "User of the interface's calls");
            var clients = parsed.GetValue(client)! is { Length: > 0 } given
                ? given
                : [questions.Of(null, "--client X-ROAD-CLIENT", "Client, as X-Road-Client names it")];
            var text = grant.Begin(
                context,
                parsed,
                work,
                "A permit for the JSON interface. What else it may have: schemas/permit.schema.json, docs/operations.md.",
                parsed.GetValue(id)!,
                questions);
            var password = InterfaceCommand.NewPassword();
            text.Raw(
                "interface",
                $$"""
                {
                    "user": {{DraftText.Quoted(name)}},

                    // Made by interface password. Two while the password is changed: both fit.
                    "passwordHashes": [{{DraftText.Quoted(PasswordHash.Of(password).ToString())}}],
                    "clients": [{{string.Join(", ", clients.Select(DraftText.Quoted))}}]
                  }
                """,
                "The recipient's way into the interface.");
            var path = DraftFile.Write(context, work, "permits", parsed.GetValue(id)!, text.ToString());
            if (!context.Options.Json(parsed))
            {
                context.Terminal.Out.WriteLine($"user      {name}");
                context.Terminal.Out.WriteLine($"password  {password}");
            }

            return DraftReport.Write(
                context,
                parsed,
                path,
                "The password is shown this once, and kept nowhere: give it to the recipient's administrator.",
                ("user", name),
                ("password", password));
        });
        return new Command("connections", "Who may ask over the JSON interface") { create };
    }
}
