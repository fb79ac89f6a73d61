using System.Globalization;
using Muutostieto.SelfService.Applications;
using Muutostieto.SelfService.Orders;
using Muutostieto.Server.SelfService.Http;
using Muutostieto.Server.SelfService.Pages;

namespace Muutostieto.Server.SelfService.Customers;

/// <summary>The fields of an order's form.</summary>
internal static class OrderForm
{
    /// <summary>What a form says.</summary>
    /// <returns>Its content, with what cannot be read as a number; such a thing is not in the content.</returns>
    internal static (OrderContent Content, IReadOnlyList<FieldFault> Faults) Read(SentForm form, OrderChoices choices)
    {
        var faults = new List<FieldFault>();
        var content = new OrderContent
        {
            Title = form.Text("title"),
            Permit = form.Text("permit"),
            Message = form.Text("message"),
            Purpose = form.Text("purpose"),
            Target = form.Text("target") ?? new OrderContent().Target,
            Where = new OrderCriteria
            {
                AgeFrom = NumberOf(form, "ageFrom", faults),
                AgeTo = NumberOf(form, "ageTo", faults),
                Sexes = form.All("sexes"),
                Municipalities = CodeText.Municipalities(form.Text("municipalities"), choices.Directory),
                PostalCodes = CodeText.Codes(form.Text("postalCodes")),
                MotherTongues = CodeText.Codes(form.Text("motherTongues")),
            },
            Package = form.Text("package"),
            Groups = form.All("groups"),
            SampleSize = NumberOf(form, "sampleSize", faults),
            Formats = form.All("formats"),
            Json = form.Text("json"),
        };
        return (content, faults);
    }

    /// <summary>The form of a draft.</summary>
    internal static FormModel ModelOf(OrderContent content, OrderChoices choices, string language) => new FormModel()
        .Set("title", content.Title).Set("permit", content.Permit).Set("message", content.Message).Set("purpose", content.Purpose)
        .Set("target", content.Target).Set("ageFrom", TextOf(content.Where.AgeFrom)).Set("ageTo", TextOf(content.Where.AgeTo))
        .Set("sexes", content.Where.Sexes)
        .Set("municipalities", CodeText.Of(content.Where.Municipalities, choices.Directory, language))
        .Set("postalCodes", CodeText.Of(content.Where.PostalCodes)).Set("motherTongues", CodeText.Of(content.Where.MotherTongues))
        .Set("package", content.Package).Set("groups", content.Groups).Set("sampleSize", TextOf(content.SampleSize))
        .Set("formats", content.Formats).Set("json", content.Json);

    private static string? TextOf(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when it is empty, or cannot be read, which is then a fault.</summary>
    private static int? NumberOf(SentForm form, string field, List<FieldFault> faults)
    {
        var number = FieldText.Number(form.Text(field));
        if (number is null && form.Text(field) is not null)
        {
            faults.Add(new FieldFault(field, FieldProblem.Malformed));
        }

        return number;
    }
}
