/*
 * Reads an iCalendar text from standard input and writes, for every VEVENT and VTODO, its UID and the starts that libical finds for it
 * between two times, which are given in seconds since 1970-01-01T00:00Z.
 */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static char *read_all(FILE *input)
{
    size_t size = 0, room = 1 << 20;
    char *text = malloc(room);
    while (text != NULL) {
        size_t taken = fread(text + size, 1, room - size - 1, input);
        size += taken;
        text[size] = '\0';
        if (taken == 0) break;
        if (room - size < 4096) text = realloc(text, room *= 2);
    }
    return text;
}

static void print_start(icalcomponent *component, struct icaltime_span *span, void *data)
{
    char text[32];
    (void)component;
    (void)data;
    strftime(text, sizeof text, " %Y%m%dT%H%M%SZ", gmtime(&span->start));
    fputs(text, stdout);
}

static void print_component(icalcomponent *component, time_t from, time_t to)
{
    icaltimezone *utc = icaltimezone_get_utc_timezone();
    struct icaltimetype start = icaltime_from_timet_with_zone(from, 0, utc);
    struct icaltimetype end = icaltime_from_timet_with_zone(to, 0, utc);
    fputs(icalcomponent_get_uid(component), stdout);
    icalcomponent_foreach_recurrence(component, start, end, print_start, NULL);
    putchar('\n');
}

int main(int count, char **arguments)
{
    if (count != 3) return 2;
    icalerror_set_errors_are_fatal(0);
    char *text = read_all(stdin);
    icalcomponent *calendar = text == NULL ? NULL : icalparser_parse_string(text);
    if (calendar == NULL) return 1;
    icalcomponent_kind kinds[] = {ICAL_VEVENT_COMPONENT, ICAL_VTODO_COMPONENT};
    for (int kind = 0; kind < 2; kind += 1) {
        icalcomponent *component = icalcomponent_get_first_component(calendar, kinds[kind]);
        while (component != NULL) {
            print_component(component, atoll(arguments[1]), atoll(arguments[2]));
            component = icalcomponent_get_next_component(calendar, kinds[kind]);
        }
    }
    icalcomponent_free(calendar);
    free(text);
    return 0;
}
